import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Fault } from './fault-server.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const MEBIBYTE = 1024 * 1024;
const bombs = new Map<number, Buffer>();

/** The ways a vendor misbehaves, for `FaultServer.script`. */
export const faults = {
  /** The vendor works. */
  ok:
    (body: unknown, headers: OutgoingHttpHeaders = {}): Fault =>
    (response) =>
      response.writeHead(200, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body)),

  /** Any status with any text. */
  status:
    (status: number, body = '{"message":"scripted","requestId":"req-0001"}', headers: OutgoingHttpHeaders = {}): Fault =>
    (response) =>
      response.writeHead(status, { ...JSON_TYPE, ...headers }).end(body),

  /** 429 with the fractional seconds Samsara sends. */
  rateLimited: (retryAfter = '0.40235'): Fault => faults.status(429, '{"message":"Exceeded rate limit."}', { 'retry-after': retryAfter }),

  /** A web page with status 200, as captive portals and maintenance pages send. */
  html: (): Fault => (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>oops</html>'),

  garbageJson: (): Fault => (response) => response.writeHead(200, JSON_TYPE).end('{"data":[{"id":"1",'),

  emptyBody: (): Fault => (response) => response.writeHead(200, JSON_TYPE).end(),

  /** Promises 1,000 bytes, sends a few and closes. */
  halfBody: (): Fault => (response) => begin(response, () => response.destroy()),

  /** Promises 1,000 bytes, sends a few and falls silent with the connection open. */
  stalledBody: (): Fault => (response) => begin(response, () => undefined),

  /** Valid headers, then one byte every `everyMs` for ever. */
  trickle:
    (everyMs = 100): Fault =>
    (response) => {
      response.writeHead(200, JSON_TYPE);
      const timer = setInterval(() => response.write(' '), everyMs);
      response.on('close', () => clearInterval(timer));
    },

  /** Takes the request and never answers. */
  slowHeaders: (): Fault => () => undefined,

  /** Takes the request (has processed it, for all we know) and resets the connection. */
  resetBeforeHeaders: (): Fault => (response) => response.socket?.resetAndDestroy(),

  /** Sends headers and some bytes, then resets the connection. */
  resetAfterHeaders: (): Fault => (response) => begin(response, () => response.socket?.resetAndDestroy()),

  redirect:
    (location: string, status = 302): Fault =>
    (response) =>
      response.writeHead(status, { location }).end(),

  /** Valid JSON of this size, chunked. */
  hugeBody:
    (bytes = 64 * MEBIBYTE): Fault =>
    (response) => {
      response.writeHead(200, JSON_TYPE);
      Readable.from(jsonString(bytes)).pipe(response);
    },

  /** Valid JSON of this size in a few kilobytes of gzip. Compressed here, not while the client's clock runs. */
  gzipBomb: (bytes = 64 * MEBIBYTE): Fault => {
    const compressed = bomb(bytes);
    return (response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(compressed);
  },

  /** Sends everything it was sent back: in the body and in a `Location` header. */
  echo:
    (status: number): Fault =>
    (response, seen) => {
      const echoed = JSON.stringify({ message: seen, requestId: seen.headers.authorization?.replace('Bearer ', '') });
      response.writeHead(status, { ...JSON_TYPE, location: `/?${String(seen.headers.authorization)}${seen.url}` }).end(echoed);
    },
} as const;

function begin(response: ServerResponse, then: () => void): void {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('{"data":[', () => setTimeout(then, 20));
}

function* jsonString(bytes: number): Generator<string> {
  yield '"';
  for (let sent = 0; sent < bytes; sent += MEBIBYTE) yield 'a'.repeat(Math.min(MEBIBYTE, bytes - sent));
  yield '"';
}

function bomb(bytes: number): Buffer {
  const made = bombs.get(bytes) ?? gzipSync([...jsonString(bytes)].join(''), { level: 1 });
  bombs.set(bytes, made);
  return made;
}
