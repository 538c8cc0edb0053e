import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does with one request. Make one with `faults`. */
export type Fault = (response: ServerResponse, seen: SeenRequest) => void;

/**
 * A web server on 127.0.0.1 that misbehaves as told, over real sockets.
 *
 * ```ts
 * const server = await FaultServer.start();
 * server.script([faults.status(503), faults.ok({ data: [] })]);   // in order; the last one repeats
 * server.script([faults.trickle()], '/fleet/drivers');            // for one path only
 * // … ask server.url …
 * server.attempts; server.requests[0].headers; server.attemptsAt('/fleet/drivers');
 * await server.stop();
 * ```
 */
export class FaultServer {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  readonly #scripts = new Map<string, Fault[]>();

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<FaultServer> {
    const server = new FaultServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  /** A port of this machine at which nobody listens. */
  static async refusedUrl(): Promise<string> {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${portOf(server.address())}`;
    server.close();
    await once(server, 'close');
    return url;
  }

  get port(): number {
    return portOf(this.#server.address());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Requests that arrived, retries included. */
  get attempts(): number {
    return this.requests.length;
  }

  attemptsAt(path: string): number {
    return this.requests.filter((request) => pathOf(request.url) === path).length;
  }

  /** Plays the faults in order and then repeats the last one. Replaces an earlier script for the same path. */
  script(script: readonly Fault[], path = '*'): void {
    this.#scripts.set(path, [...script]);
  }

  /** Forgets requests and scripts. */
  reset(): void {
    this.requests.length = 0;
    this.#scripts.clear();
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
    this.requests.push(seen);
    this.#next(pathOf(seen.url))(response, seen);
  }

  #next(path: string): Fault {
    const script = this.#scripts.get(path) ?? this.#scripts.get('*') ?? [];
    const fault = script.length > 1 ? script.shift() : script[0];
    return fault ?? ((response) => response.writeHead(404).end());
  }
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The fault server is not listening');
  return address.port;
}
