import { Secret } from '../../../domain/shared/secret.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { VendorRequest } from '../http/vendor-http.js';
import type { VendorSession } from '../vendor-definition.js';

/** A read of a LoadMaster server's API. */
export type McleodRead = Pick<VendorRequest, 'operation' | 'path' | 'query' | 'accepts'>;

/**
 * Reads a customer's LoadMaster server: login or token, the company in `X-com.mcleodsoftware.CompanyID`, and JSON asked
 * for by name, because the server sends XML to whoever does not say.
 */
export class McleodClient {
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#session = session;
  }

  /** The body of a 2xx answer. Throws `VendorError`. */
  async read(read: McleodRead, signal?: AbortSignal): Promise<unknown> {
    const answer = await this.#session.http.send({
      ...read,
      method: 'GET',
      headers: { Accept: 'application/json' },
      secretHeaders: {
        authorization: this.#authorization(read.operation),
        'x-com.mcleodsoftware.companyid': this.#company(read.operation),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.body;
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return new VendorError({ kind, vendor: this.#session.connection.vendor, operation, detail });
  }

  /** The token where there is one: it can be revoked without locking a person out, so whoever gave both means the token. */
  #authorization(operation: string): Secret<string> {
    const token = this.#credential('apiToken').trim();
    if (token !== '') {
      if (/^[\x21-\x7e]+$/.test(token)) return new Secret(`Bearer ${token}`);
      throw this.failure('credentials', operation, 'No usable McLeod API token is stored: enter the token again.');
    }
    const username = this.#credential('username').trim();
    const password = this.#credential('password').trim();
    // A colon ends the user name (RFC 7617), so one inside would log in somebody else.
    if (username === '' || password === '' || username.includes(':')) {
      throw this.failure('credentials', operation, 'No usable McLeod login is stored: enter user name and password again, or an API token.');
    }
    return new Secret(`Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`);
  }

  #company(operation: string): Secret<string> {
    const company = this.#credential('company').trim();
    if (/^[\x20-\x7e]+$/.test(company)) return new Secret(company);
    throw this.failure('credentials', operation, 'No usable McLeod company code is stored: enter it again, for example TMS.');
  }

  #credential(field: string): string {
    return this.#session.connection.credentials[field]?.reveal() ?? '';
  }
}
