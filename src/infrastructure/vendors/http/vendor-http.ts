import type { Secret } from '../../../domain/shared/secret.js';

export type QueryValue = string | number | readonly (string | number)[] | undefined;

/** One request to a vendor. */
export interface VendorRequest {
  /** What we ask for in our words, for errors, logs and metrics: `hos.clocks`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, starting with `/`. Build it with `vendorPath` when it has variable parts. A secret when it lets us in, as a webhook's. */
  readonly path: string | Secret<string>;
  /** Undefined values are left out; a list repeats its parameter. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secretHeaders?: Readonly<Record<string, Secret<string>>>;
  readonly secretQuery?: Readonly<Record<string, Secret<string>>>;
  readonly body?: unknown;
  /** What a 2xx body is; JSON unless it says `text`. */
  readonly answer?: 'json' | 'text';
  /** True for a write that carries its own key and may be sent again; reads always may. */
  readonly idempotent?: boolean;
  /** Whether a 2xx body has the shape of the contract; one that has not is `malformed`, for the circuit too. */
  readonly accepts?: (body: unknown) => boolean;
  /** Aborting it ends the request, including its retries. */
  readonly signal?: AbortSignal;
}

/** A 2xx answer with the body that was asked for. Every other outcome is a `VendorError`. */
export interface VendorAnswer {
  readonly status: number;
  /** Parsed JSON, or a string for `text`; undefined for an answer that has none (204, 205). */
  readonly body: unknown;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The one way adapters reach a vendor. */
export interface VendorHttp {
  send(request: VendorRequest): Promise<VendorAnswer>;
}
