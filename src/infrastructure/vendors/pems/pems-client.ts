import { Secret } from '../../../domain/shared/secret.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { VendorRequest } from '../http/vendor-http.js';
import type { VendorSession } from '../vendor-definition.js';

/** A read of PEMS's API. */
export type PemsRead = Pick<VendorRequest, 'operation' | 'path' | 'query' | 'accepts'>;

const HEALTH_TIMEOUT_MS = 5_000;

/** Reads PEMS: login or token, and the headers `tenant` and `organization` on every call. */
export class PemsClient {
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#session = session;
  }

  /** The JSON body of a 2xx answer. Throws `VendorError`. */
  async read(read: PemsRead, signal?: AbortSignal): Promise<unknown> {
    const answer = await this.#session.http.send({
      ...read,
      method: 'GET',
      headers: { 'Content-Type': 'application/json' },
      secretHeaders: this.#headers(read.operation),
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.body;
  }

  /** Asks `/health`, where any 2xx means healthy, with any body or none. Throws `VendorError`, after 5 s at the latest. */
  async checkHealth(operation: string, signal?: AbortSignal): Promise<void> {
    const limit = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
    try {
      await this.#session.http.send({
        operation,
        method: 'GET',
        path: '/api/pems/health',
        answer: 'text',
        headers: { 'Content-Type': 'application/json', Accept: '*/*' },
        secretHeaders: this.#headers(operation),
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      });
    } catch (error) {
      if (!isUnreadableSuccess(error)) throw error;
    }
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return new VendorError({ kind, vendor: this.#session.connection.vendor, operation, detail });
  }

  #headers(operation: string): Readonly<Record<string, Secret<string>>> {
    return {
      authorization: this.#authorization(operation),
      tenant: this.#named('tenant', operation),
      organization: this.#named('organization', operation),
    };
  }

  /** The token where there is one: it can be revoked without locking a person out, so whoever gave both means the token. */
  #authorization(operation: string): Secret<string> {
    const token = this.#credential('token');
    if (token !== '') {
      if (/^[\x21-\x7e]+$/.test(token)) return new Secret(`Bearer ${token}`);
      throw this.failure('credentials', operation, 'No usable PEMS token is stored: enter the token again.');
    }
    const [username, password] = [this.#credential('username'), this.#credential('password')];
    // A colon ends the user name (RFC 7617), so one inside would log in somebody else.
    if (username === '' || password === '' || username.includes(':')) {
      throw this.failure('credentials', operation, 'No usable PEMS login is stored: enter user name and password again, or a token.');
    }
    return new Secret(`Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`);
  }

  #named(field: 'tenant' | 'organization', operation: string): Secret<string> {
    const value = this.#credential(field);
    if (/^[\x20-\x7e]+$/.test(value)) return new Secret(value);
    throw this.failure('credentials', operation, `No usable PEMS ${field} is stored: enter it again.`);
  }

  #credential(field: string): string {
    return this.#session.connection.credentials[field]?.reveal().trim() ?? '';
  }
}

/** A 2xx whose body could not be read, an empty one for example. */
function isUnreadableSuccess(error: unknown): boolean {
  if (!(error instanceof VendorError) || error.kind !== 'malformed') return false;
  const { httpStatus = 0 } = error;
  return httpStatus >= 200 && httpStatus <= 299;
}
