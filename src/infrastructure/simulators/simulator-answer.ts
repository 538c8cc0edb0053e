import type { IncomingHttpHeaders } from 'node:http';

/** A request to a simulated vendor, its body read. */
export interface SimulatedRequest {
  readonly method: string;
  /** Without the query, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A vendor to be simulated: what it answers, and how it is named. The server adds faults, statistics and a page. */
export interface SimulatedVendor {
  readonly name: string;
  /** Plain sentences for the page at `/`. */
  readonly about: readonly string[];
  /** Example requests for the page at `/`, for example `GET /me`. */
  readonly routes: readonly string[];
  answer(request: SimulatedRequest): SimulatedAnswer;
  /** The vendor's error body for a status, for faults. */
  errorBody(status: number): string;
  /** The route a path belongs to, for the statistics: ids replaced, a fixed set of words. */
  routeOf(path: string): string;
}

export function jsonAnswer(status: number, value: unknown): SimulatedAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}
