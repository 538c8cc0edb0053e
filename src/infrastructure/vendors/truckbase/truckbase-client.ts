import { Secret } from '../../../domain/shared/secret.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { VendorRequest } from '../http/vendor-http.js';
import type { VendorSession } from '../vendor-definition.js';

/** A read of Truckbase's API. */
export type TruckbaseRead = Pick<VendorRequest, 'operation' | 'path' | 'query' | 'accepts'>;

/** Reads Truckbase with the tenant's key and secret (`X-API-Key`, `X-API-Secret`; both are required). */
export class TruckbaseClient {
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#session = session;
  }

  /** The body of a 2xx answer. Throws `VendorError`. */
  async read(read: TruckbaseRead, signal?: AbortSignal): Promise<unknown> {
    const answer = await this.#session.http.send({
      ...read,
      method: 'GET',
      secretHeaders: {
        'x-api-key': this.#credential('apiKey', 'key', read.operation),
        'x-api-secret': this.#credential('apiSecret', 'secret', read.operation),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.body;
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return new VendorError({ kind, vendor: this.#session.connection.vendor, operation, detail });
  }

  #credential(field: string, word: string, operation: string): Secret<string> {
    // A line break pasted along would make the header illegal.
    const value = this.#session.connection.credentials[field]?.reveal().trim() ?? '';
    if (!/^[\x21-\x7e]+$/.test(value)) {
      throw this.failure('credentials', operation, `No usable Truckbase API ${word} is stored: enter key and secret again.`);
    }
    return new Secret(value);
  }
}
