import { Secret } from '../../../domain/shared/secret.js';
import type { VendorError, VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import { failureSentence } from '../http/failure-sentence.js';
import { failureKind } from '../http/vendor-failure.js';
import type { VendorRequest } from '../http/vendor-http.js';
import { storedKey } from '../connection/stored-credentials.js';
import { failureAt } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { isFields, isPresent } from '../reading/wire-values.js';

/** A read of OpenWeather's API. */
export interface OpenWeatherRead extends Pick<VendorRequest, 'operation' | 'path' | 'query'> {
  /** Whether a body is what the contract says; bodies in which `cod` names an error are not asked about. */
  readonly accepts: (body: unknown) => boolean;
}

/** Reads OpenWeather with the tenant's API key, which OpenWeather takes in the query only (`appid`). */
export class OpenWeatherClient {
  readonly #session: VendorSession;

  constructor(session: VendorSession) {
    this.#session = session;
  }

  /** The body of a 2xx answer in which `cod` names no error. Throws `VendorError`. */
  async read({ accepts, ...read }: OpenWeatherRead, signal?: AbortSignal): Promise<unknown> {
    const { body } = await this.#session.http.send({
      ...read,
      method: 'GET',
      secretQuery: { appid: this.#apiKey(read.operation) },
      // A body that names an error is an answer like any other; what it says is looked at below.
      accepts: (sent) => refusalOf(sent) !== undefined || (!namesUnknownCode(sent) && accepts(sent)),
      ...(signal === undefined ? {} : { signal }),
    });
    const status = refusalOf(body);
    if (status !== undefined) throw this.#refused(status, read.operation);
    return body;
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return failureAt(this.#session, kind, operation, detail);
  }

  #refused(status: number, operation: string): VendorError {
    const failure = { happened: 'status', status } as const;
    return this.failure(failureKind(failure), operation, failureSentence(failure, 'OpenWeather', 'API key'));
  }

  #apiKey(operation: string): Secret<string> {
    const key = storedKey(this.#session, 'apiKey');
    if (key === undefined) throw this.failure('credentials', operation, 'No usable OpenWeather API key is stored: enter the key again.');
    return new Secret(key);
  }
}

/** The status `cod` repeats in the body: a number where all is well, a number or a text in errors. Undefined when it is no status. */
function codeOf(body: unknown): number | undefined {
  const cod = isFields(body) ? body['cod'] : undefined;
  const code = typeof cod === 'string' && /^\d{3}$/.test(cod) ? Number(cod) : cod;
  return typeof code === 'number' && Number.isInteger(code) && code >= 100 && code <= 599 ? code : undefined;
}

/** The error that a body names although it came with 2xx. */
function refusalOf(body: unknown): number | undefined {
  const code = codeOf(body);
  return code !== undefined && code >= 400 ? code : undefined;
}

/** One Call has no `cod` at all; one that is there has to be 2xx. */
function namesUnknownCode(body: unknown): boolean {
  if (!isFields(body) || !isPresent(body['cod'])) return false;
  const code = codeOf(body);
  return code === undefined || code < 200 || code > 299;
}
