import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest, type SimulatedVendor } from './simulator-answer.js';
import { playFault, send } from './simulator-fault-player.js';
import { parseFault, SimulatorFaults } from './simulator-faults.js';
import { simulatorPage } from './simulator-page.js';

const MAX_BODY_BYTES = 2 ** 20;

export interface SimulatorOptions {
  /** 0 or undefined: any free port. */
  readonly port?: number;
  /** Added to every answer of the vendor. */
  readonly latencyMs?: number;
}

export interface RunningSimulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly faults: SimulatorFaults;
  /** Requests per route of the vendor since the start. */
  stats(): Readonly<Record<string, number>>;
  /** Ends every connection, those of hanging requests too. */
  stop(): Promise<void>;
}

/**
 * Serves a simulated vendor over real HTTP on loopback, with faults on request. Paths starting with `/_` and `/` itself
 * are the simulator's own: `POST|GET|DELETE /_faults`, `GET /_stats`, a page for people at `/`.
 */
export async function startSimulator(vendor: SimulatedVendor, options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const host = new SimulatorHost(vendor, options.latencyMs ?? 0);
  const server = createServer((request, response) => void host.serve(request, response));
  const url = await listening(server, options.port ?? 0);
  return {
    url,
    faults: host.faults,
    stats: () => host.stats(),
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function listening(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as AddressInfo; // a TCP server that listens has one
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

class SimulatorHost {
  readonly faults = new SimulatorFaults();
  readonly #requests = new Map<string, number>();

  constructor(private readonly vendor: SimulatedVendor, private readonly latencyMs: number) {}

  stats(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#requests].sort(([a], [b]) => a.localeCompare(b)));
  }

  async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const request = await readRequest(message);
      if (request === undefined) return send(response, jsonAnswer(413, { message: 'Request body too large.' }));
      const own = this.#own(request);
      if (own !== undefined) return send(response, own);
      await this.#asVendor(request, response, gone.signal);
    } catch (error) {
      if (gone.signal.aborted) return;
      if (response.headersSent) return void response.destroy();
      const detail = error instanceof Error ? error.message : 'unknown';
      send(response, jsonAnswer(500, { message: `The simulator itself failed: ${detail}` }));
    }
  }

  async #asVendor(request: SimulatedRequest, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const route = this.vendor.routeOf(request.path);
    this.#requests.set(route, (this.#requests.get(route) ?? 0) + 1);
    const fault = this.faults.take(request.path);
    if (this.latencyMs > 0) await sleep(this.latencyMs, undefined, { signal });
    const answer = (): SimulatedAnswer => this.vendor.answer(request);
    if (fault === undefined) return send(response, answer());
    await playFault({ fault, request, response, answer, signal, errorBody: (status) => this.vendor.errorBody(status) });
  }

  /** The simulator's own paths; undefined for everything that is the vendor's. */
  #own({ method, path, body }: SimulatedRequest): SimulatedAnswer | undefined {
    switch (`${method} ${path}`) {
      case 'GET /':
        return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: simulatorPage(this.vendor) };
      case 'GET /_stats':
        return jsonAnswer(200, { requests: this.stats(), faults: this.faults.list() });
      case 'GET /_faults':
        return jsonAnswer(200, { faults: this.faults.list() });
      case 'DELETE /_faults':
        this.faults.clear();
        return jsonAnswer(200, { faults: [] });
      case 'POST /_faults':
        return this.#plan(body);
      default:
        return path.startsWith('/_') ? jsonAnswer(404, { message: 'See / for what this simulator offers.' }) : undefined;
    }
  }

  #plan(body: string): SimulatedAnswer {
    const fault = parseFault(body);
    if (typeof fault === 'string') return jsonAnswer(400, { message: fault });
    if (fault.count === undefined) this.faults.set(fault);
    else this.faults.next(fault);
    return jsonAnswer(201, { faults: this.faults.list() });
  }
}

/** Undefined when the body is larger than a megabyte. */
async function readRequest(message: IncomingMessage): Promise<SimulatedRequest | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (length > MAX_BODY_BYTES) return undefined;
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
