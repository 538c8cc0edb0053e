import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** One JSON line a process wrote to stdout. */
export interface LogEntry {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the signal that was sent to the end. */
  readonly afterMs: number;
}

export interface ProcessOptions {
  /** Default: the service. */
  readonly script?: string;
  readonly nodeOptions?: readonly string[];
  readonly cwd?: string;
}

const PROJECT = new URL('../../', import.meta.url).pathname;
const START_MS = 30_000;
const EXIT_MS = 15_000;
const POLL_MS = 10;
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The service as operators run it: a process of its own that sees only the settings it is given. Every wait is bounded. */
export class ServiceProcess {
  stdout = '';
  stderr = '';
  readonly #exited: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    running.add(child);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.#exited = new Promise((resolve) => child.once('close', () => resolve()));
    void this.#exited.then(() => running.delete(child));
  }

  /** Starts a process without waiting for anything. */
  static spawn(environment: Readonly<Record<string, string>>, options: ProcessOptions = {}): ServiceProcess {
    const { script = 'src/main.ts', nodeOptions = [], cwd = PROJECT } = options;
    const { PATH = '', HOME = '/' } = process.env;
    const args = [...nodeOptions, '--import', 'tsx', script];
    return new ServiceProcess(spawn(process.execPath, args, { cwd, env: { PATH, HOME, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Starts the service; resolves when it says that it answers. */
  static async start(environment: Readonly<Record<string, string>>, options: ProcessOptions = {}): Promise<ServiceProcess> {
    const service = ServiceProcess.spawn(environment, options);
    await service.entry('service.started', START_MS);
    return service;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get url(): string {
    return String(this.entries().find(({ message }) => message === 'service.started')?.['url']);
  }

  /** Its log so far: the whole lines of stdout that are JSON objects. */
  entries(): readonly LogEntry[] {
    const whole = this.stdout.split('\n').slice(0, -1);
    return whole.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogEntry);
  }

  /** Waits for a log line. */
  async entry(message: string, patienceMs: number): Promise<LogEntry> {
    for (const deadline = Date.now() + patienceMs; ; await sleep(POLL_MS)) {
      const found = this.entries().find((entry) => entry.message === message);
      if (found !== undefined) return found;
      if (this.ended) throw new Error(`The process ended before ${message}: ${this.stderr || this.stdout}`);
      if (Date.now() > deadline) throw new Error(`No ${message} within ${patienceMs} ms: ${this.stdout.slice(-2_000)}`);
    }
  }

  /** Waits for the end; a process that does not end in time is killed and the wait fails. */
  async exit(patienceMs = EXIT_MS, since = Date.now()): Promise<Exit> {
    const waiting = new AbortController();
    const late = sleep(patienceMs, 'late' as const, { signal: waiting.signal }).catch(() => 'ended' as const);
    const outcome = await Promise.race([this.#exited, late]);
    waiting.abort();
    if (outcome === 'late') {
      this.child.kill('SIGKILL');
      throw new Error(`Still running after ${patienceMs} ms: ${this.stdout.slice(-2_000)}`);
    }
    return { code: this.child.exitCode, signal: this.child.signalCode, afterMs: Date.now() - since };
  }

  /** Sends a signal and waits for the end. */
  async kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<Exit> {
    const since = Date.now();
    this.child.kill(signal);
    return this.exit(EXIT_MS, since);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** Ends every process that was started here and still runs. */
export async function killAll(): Promise<void> {
  const ends = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ends);
}

/** Waits until a look gives something; fails after `patienceMs`. */
export async function eventually<Found>(what: string, patienceMs: number, look: () => Promise<Found | undefined>): Promise<Found> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(25)) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Not within ${patienceMs} ms: ${what}`);
  }
}
