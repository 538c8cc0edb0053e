import { IncomingMessage, ServerResponse, createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Express } from 'express';

const MAJOR = Number(process.versions.node.split('.')[0]);

/**
 * Express re-parents every request and response with `Object.setPrototypeOf`, which V8 punishes on Node below 24
 * (nodejs/node#37457). Constructors whose prototype is Express's own make that a no-op: about 3 times the requests.
 */
export function createHttpServer(app: Express): Server {
  const server = MAJOR >= 24 ? createServer(app) : createServer(prototypesOf(app), app);
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  return server;
}

const SWEEP_MS = 50;

/**
 * Takes no more connections and resolves when what is in flight is answered. A kept-alive connection is closed as soon as
 * it falls idle; else it would hold the close up until its own time-out.
 */
export function closeHttpServer(server: Server): Promise<void> {
  return new Promise((closed) => {
    const sweep = setInterval(() => { server.closeIdleConnections(); }, SWEEP_MS);
    server.close(() => {
      clearInterval(sweep);
      closed();
    });
  });
}

function prototypesOf(app: Express): { IncomingMessage: typeof IncomingMessage; ServerResponse: typeof ServerResponse } {
  return {
    IncomingMessage: constructorWith(IncomingMessage, app.request),
    ServerResponse: constructorWith(ServerResponse, app.response),
  };
}

/** Node's message classes are plain functions below 24, so they can be applied to an object of another prototype. */
function constructorWith<Constructor extends new (...input: never[]) => object>(base: Constructor, prototype: object): Constructor;
function constructorWith(base: () => unknown, prototype: object): () => unknown {
  const derived = function (this: unknown, ...input: unknown[]): void {
    Reflect.apply(base, this, input);
  };
  derived.prototype = prototype;
  return derived;
}
