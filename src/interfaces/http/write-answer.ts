import type { Response } from 'express';
import type { RouteAnswer } from './route.js';

/** Puts an answer on the wire. Tenant data is never kept by caches on the way. */
export function writeAnswer(response: Response, { status, body, headers, text }: RouteAnswer): void {
  response.statusCode = status;
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  for (const name in headers) response.setHeader(name, headers[name] ?? '');
  if (text !== undefined) {
    response.setHeader('Content-Type', text.type);
    response.end(text.content);
    return;
  }
  if (body === undefined) {
    response.end();
    return;
  }
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}
