import { Secret } from '../../../domain/shared/secret.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { VendorRequest } from '../http/vendor-http.js';
import type { VendorSession } from '../vendor-definition.js';

/** A read of Samsara's API. */
export type SamsaraRead = Pick<VendorRequest, 'operation' | 'path' | 'query' | 'accepts'>;

/** Reads Samsara with the tenant's API token (`Authorization: Bearer …`). */
export class SamsaraClient {
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#session = session;
  }

  /** The body of a 2xx answer. Throws `VendorError`. */
  async read(read: SamsaraRead, signal?: AbortSignal): Promise<unknown> {
    const answer = await this.#session.http.send({
      ...read,
      method: 'GET',
      secretHeaders: { authorization: this.#bearer(read.operation) },
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.body;
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return new VendorError({ kind, vendor: this.#session.connection.vendor, operation, detail });
  }

  #bearer(operation: string): Secret<string> {
    // A line break pasted along with the token would make the header illegal.
    const token = this.#session.connection.credentials['apiKey']?.reveal().trim() ?? '';
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw this.failure('credentials', operation, 'No usable Samsara API token is stored: enter the token again.');
    }
    return new Secret(`Bearer ${token}`);
  }
}
