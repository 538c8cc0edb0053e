import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedAnswer, SimulatedRequest } from './simulator-answer.js';
import { drifted } from './simulator-drift.js';
import { echoOf, urlOf } from './simulator-echo.js';
import type { Fault, FaultKind } from './simulator-faults.js';

const MIB = 2 ** 20;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Where and how a fault is played. */
export interface Scene {
  readonly fault: Fault;
  readonly request: SimulatedRequest;
  readonly response: ServerResponse;
  /** Lets the vendor handle the request. */
  readonly answer: () => SimulatedAnswer;
  readonly errorBody: (status: number) => string;
  /** Aborts when the connection is gone or the simulator stops. */
  readonly signal: AbortSignal;
}

type Play = (scene: Scene) => void | Promise<void>;

const PLAYS: Readonly<Record<FaultKind, Play>> = {
  'rate-limited': (scene) => sendError(scene, 429, { 'retry-after': scene.fault.retryAfter ?? '0.40235' }),
  'server-error': (scene) =>
    sendError(scene, scene.fault.status ?? 500, retryAfterOf(scene.fault)),
  unauthorized: (scene) => sendError(scene, 401),
  echo: ({ fault, request, response }) => send(response, echoOf(request, fault.status ?? 500)),
  slow: async (scene) => {
    await sleep(scene.fault.delayMs ?? 3000, undefined, { signal: scene.signal });
    send(scene.response, scene.answer());
  },
  trickle,
  hang: () => undefined,
  reset: ({ response }) => reset(response),
  'commit-then-drop': ({ response, answer }) => {
    answer();
    reset(response);
  },
  garbage: ({ response }) => send(response, { status: 200, headers: JSON_TYPE, body: '{"data": [{"id": 1,, oops' }),
  html: ({ response }) =>
    send(response, { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Be right back</body></html>' }),
  empty: ({ response }) => send(response, { status: 200, headers: JSON_TYPE, body: '' }),
  'half-body': (scene) => sendHalf(scene, () => reset(scene.response)),
  'stalled-body': (scene) => sendHalf(scene, () => undefined),
  drift: ({ fault, response, answer }) => {
    const right = answer();
    send(response, { ...right, body: drifted(right.body, fault.drift ?? 'renamed') });
  },
  redirect: ({ fault, request, response }) => {
    const location = (fault.location ?? '/').replaceAll('{url}', () => urlOf(request));
    send(response, { status: 302, headers: { location }, body: '' });
  },
  'huge-body': hugeBody,
};

/** Plays a fault. Resolves when nothing more will be done to the response. */
export async function playFault(scene: Scene): Promise<void> {
  try {
    await PLAYS[scene.fault.kind](scene);
  } catch (error) {
    if (!scene.signal.aborted) throw error; // the client went away in the middle of it
  }
}

/** Sends a whole answer with its length. */
export function send(response: ServerResponse, answer: SimulatedAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

function sendError(scene: Scene, status: number, headers: Readonly<Record<string, string>> = {}): void {
  send(scene.response, { status, headers: { ...JSON_TYPE, ...headers }, body: scene.errorBody(status) });
}

function retryAfterOf(fault: Fault): Readonly<Record<string, string>> {
  return fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function sendHalf({ response, answer }: Scene, then: () => void): void {
  const right = answer();
  response.writeHead(right.status, { ...right.headers, 'content-length': Buffer.byteLength(right.body) });
  response.write(right.body.slice(0, Math.ceil(right.body.length / 2)), then);
}

async function trickle({ fault, response, answer, signal }: Scene): Promise<void> {
  const right = answer();
  response.writeHead(right.status, { ...right.headers, 'content-length': Buffer.byteLength(right.body) });
  const body = Buffer.from(right.body);
  for (let start = 0; start < body.length; start += 8) {
    response.write(body.subarray(start, start + 8));
    await sleep(fault.delayMs ?? 100, undefined, { signal });
  }
  response.end();
}

async function hugeBody({ fault, response, signal }: Scene): Promise<void> {
  const piece = Buffer.alloc(MIB, 'x');
  response.writeHead(200, JSON_TYPE);
  response.write('{"data":["');
  for (let left = fault.bytes ?? 64 * MIB; left > 0 && !signal.aborted; left -= MIB) {
    if (!response.write(piece.subarray(0, Math.min(left, MIB)))) await drained(response, signal);
  }
  response.end('"],"pagination":{"endCursor":"","hasNextPage":false}}');
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    response.once('drain', resolve);
  });
}
