import { Secret } from '../../../domain/shared/secret.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import { storedAuthorization, storedText } from '../connection/stored-credentials.js';
import { failureAt, VendorClient, type Admission, type VendorRead } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';

const HEALTH_TIMEOUT_MS = 5_000;

/** Reads PEMS: login or token, and the headers `tenant` and `organization` on every call. */
export class PemsClient {
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#session = session;
  }

  /** The JSON body of a 2xx answer. Throws `VendorError`. */
  read(read: VendorRead, signal?: AbortSignal): Promise<unknown> {
    return new VendorClient(this.#session, () => admissionOf(this.#session)).read(read, signal);
  }

  /** Asks `/health`, where any 2xx means healthy, with any body or none. Throws `VendorError`, after 5 s at the latest. */
  async checkHealth(operation: string, signal?: AbortSignal): Promise<void> {
    const limit = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
    const admission = admissionOf(this.#session);
    if (typeof admission === 'string') throw this.failure('credentials', operation, admission);
    try {
      await this.#session.http.send({
        ...admission,
        operation,
        method: 'GET',
        path: '/api/pems/health',
        answer: 'text',
        headers: { ...admission.headers, Accept: '*/*' },
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      });
    } catch (error) {
      if (!isUnreadableSuccess(error)) throw error;
    }
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return failureAt(this.#session, kind, operation, detail);
  }
}

function admissionOf(session: VendorSession): Admission | string {
  const authorization = storedAuthorization(session, 'token');
  if (authorization === 'no-token') return 'No usable PEMS token is stored: enter the token again.';
  if (authorization === 'no-login') return 'No usable PEMS login is stored: enter user name and password again, or a token.';
  const [tenant, organization] = [storedText(session, 'tenant'), storedText(session, 'organization')];
  if (tenant === undefined) return 'No usable PEMS tenant is stored: enter it again.';
  if (organization === undefined) return 'No usable PEMS organization is stored: enter it again.';
  return {
    headers: { 'Content-Type': 'application/json' },
    secretHeaders: { authorization, tenant: new Secret(tenant), organization: new Secret(organization) },
  };
}

/** A 2xx whose body could not be read, an empty one for example. */
function isUnreadableSuccess(error: unknown): boolean {
  if (!(error instanceof VendorError) || error.kind !== 'malformed') return false;
  const { httpStatus = 0 } = error;
  return httpStatus >= 200 && httpStatus <= 299;
}
