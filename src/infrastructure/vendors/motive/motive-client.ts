import { Secret } from '../../../domain/shared/secret.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { VendorRequest } from '../http/vendor-http.js';
import type { VendorSession } from '../vendor-definition.js';

/** A read of Motive's API. */
export type MotiveRead = Pick<VendorRequest, 'operation' | 'path' | 'query' | 'accepts'>;

/** Reads Motive with the tenant's API key (`X-Api-Key`, developer.gomotive.com/docs/authentication). */
export class MotiveClient {
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#session = session;
  }

  /** The body of a 2xx answer. Throws `VendorError`. */
  async read(read: MotiveRead, signal?: AbortSignal): Promise<unknown> {
    const answer = await this.#session.http.send({
      ...read,
      method: 'GET',
      secretHeaders: { 'x-api-key': this.#apiKey(read.operation) },
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.body;
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return new VendorError({ kind, vendor: this.#session.connection.vendor, operation, detail });
  }

  #apiKey(operation: string): Secret<string> {
    // A line break pasted along with the key would make the header illegal.
    const key = this.#session.connection.credentials['apiKey']?.reveal().trim() ?? '';
    if (!/^[\x21-\x7e]+$/.test(key)) {
      throw this.failure('credentials', operation, 'No usable Motive API key is stored: enter the key again.');
    }
    return new Secret(key);
  }
}
