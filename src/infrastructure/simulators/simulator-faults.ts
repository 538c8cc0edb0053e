/** What a simulated vendor can be told to do wrong. `GET /` of a simulator explains each. */
export const FAULT_KINDS = {
  'rate-limited': '429 with Retry-After (retryAfter, default "0.40235": fractional seconds)',
  'server-error': 'an error status (status, default 500) with the vendor\'s error body',
  unauthorized: '401 with the vendor\'s error body',
  echo: 'an error status (status, default 500) whose headers and body repeat the whole request, its credentials too',
  slow: 'the right answer after delayMs (default 3000)',
  trickle: 'the right answer a few bytes at a time, one piece every delayMs (default 100)',
  hang: 'no answer, the connection stays open',
  reset: 'the connection is reset before any answer',
  'commit-then-drop': 'the request takes effect, then the connection is reset',
  garbage: '200 with a body that is not JSON',
  html: '200 with an HTML page',
  empty: '200 without a body',
  'half-body': 'half of the right answer, then the connection is reset',
  'stalled-body': 'half of the right answer, then silence',
  drift: 'the right answer with another schema (drift: "renamed", "missing" or "strings")',
  redirect: '302 (location, default this simulator; "{url}" in it becomes the path and query of the request)',
  'huge-body': 'bytes (default 64 MiB) of valid JSON',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;
export type Drift = 'renamed' | 'missing' | 'strings';

export interface Fault {
  readonly kind: FaultKind;
  /** Only requests whose path starts with this. */
  readonly path?: string;
  /** Requests to leave alone first, for example 1 to fail from the second page on. */
  readonly skip?: number;
  /** Requests it spoils. `set` ignores it. */
  readonly count?: number;
  readonly status?: number;
  readonly retryAfter?: string;
  readonly delayMs?: number;
  readonly drift?: Drift;
  readonly location?: string;
  readonly bytes?: number;
}

interface Planned {
  readonly fault: Fault;
  skip: number;
  left: number;
}

/** The faults a simulator still has to play. The oldest one that fits a request is played. */
export class SimulatorFaults {
  #planned: Planned[] = [];

  /** Spoils the next `count` (default 1) requests that fit. */
  next(fault: Fault): void {
    this.#planned.push({ fault, skip: fault.skip ?? 0, left: fault.count ?? 1 });
  }

  /** Spoils every request that fits, until `clear`. */
  set(fault: Fault): void {
    this.#planned.push({ fault, skip: fault.skip ?? 0, left: Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#planned = [];
  }

  /** What is still planned; `remaining` is undefined for faults that hold until cleared. */
  list(): readonly (Fault & { readonly remaining: number | undefined })[] {
    return this.#planned.map(({ fault, left }) => ({ ...fault, remaining: Number.isFinite(left) ? left : undefined }));
  }

  /** The fault for a request to `path`, used up by this. */
  take(path: string): Fault | undefined {
    for (const planned of this.#planned) {
      if (!path.startsWith(planned.fault.path ?? '/')) continue;
      if (planned.skip > 0) {
        planned.skip -= 1;
        continue;
      }
      planned.left -= 1;
      if (planned.left <= 0) this.#planned = this.#planned.filter((other) => other !== planned);
      return planned.fault;
    }
    return undefined;
  }
}

/** Reads a fault from JSON, or says what is wrong with it. */
export function parseFault(text: string): Fault | string {
  const sent = parseObject(text);
  if (sent === undefined) return 'send a JSON object';
  for (const [name, value] of Object.entries(sent)) {
    const fits = FIELD_CHECKS.get(name);
    if (fits === undefined) return `unknown field ${name}`;
    if (!fits(value)) return `${name} has a wrong value`;
  }
  return isFault(sent) ? sent : `kind must be one of ${Object.keys(FAULT_KINDS).join(', ')}`;
}

const isText = (value: unknown): boolean => typeof value === 'string' && /^[\x20-\x7e]*$/.test(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isKind = (value: unknown): boolean => typeof value === 'string' && Object.hasOwn(FAULT_KINDS, value);

const FIELD_CHECKS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['kind', isKind],
  ['path', isText],
  ['skip', isCount],
  ['count', (value: unknown) => isCount(value) && value !== 0],
  ['status', (value: unknown) => isCount(value) && Number(value) >= 400 && Number(value) <= 599],
  ['retryAfter', isText],
  ['delayMs', (value: unknown) => isCount(value) && Number(value) <= 600_000],
  ['drift', (value: unknown) => value === 'renamed' || value === 'missing' || value === 'strings'],
  ['location', isText],
  ['bytes', (value: unknown) => isCount(value) && Number(value) <= 2 ** 30],
]);

/** Every field was checked by `FIELD_CHECKS` before; what is left to see is that there is a kind. */
function isFault(sent: Record<string, unknown>): sent is Record<string, unknown> & Fault {
  return isKind(sent['kind']);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
