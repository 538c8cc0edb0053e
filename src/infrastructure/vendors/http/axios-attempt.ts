import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';
import type { Clock } from '../../../application/shared/clock.js';
import type { Logger } from '../../../application/shared/logger.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import { classifyAxiosError } from './classify-axios-error.js';
import { Deadline } from './deadline.js';
import type { EgressGuard } from './egress-guard.js';
import { failureSentence } from './failure-sentence.js';
import { agentsFor } from './vendor-agents.js';
import { failureKind } from './vendor-failure.js';
import type { VendorFailure } from './vendor-failure.js';
import type { VendorHttpLimits } from './vendor-http-limits.js';
import type { VendorHttpObserver } from './vendor-http-observer.js';
import type { VendorAnswer, VendorRequest } from './vendor-http.js';
import { credentialWord, repeatsSecret, wireRequest } from './wire-request.js';

/** Sends a request once. What every attempt must ask first (circuit breaker, rate limiter) wraps a function of this type. */
export type VendorAttempt = (request: VendorRequest, signal: AbortSignal) => Promise<VendorAnswer>;

export interface AxiosAttemptOptions {
  /** Registry id, for example `SAMSARA_ELD`. */
  readonly vendor: string;
  /** For people, for example `Samsara`. */
  readonly displayName: string;
  readonly baseUrl: string;
  readonly guard: EgressGuard;
  readonly limits: VendorHttpLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: VendorHttpObserver;
}

const WITHOUT_BODY = new Set([204, 205]);
const REQUEST_ID = /^[A-Za-z0-9._:-]{6,64}$/;

/** One HTTP attempt through axios: no retry, no redirect, no proxy, bounded in time and size. Throws only `VendorError`. */
export class AxiosAttempt {
  readonly #options: AxiosAttemptOptions;
  readonly #axios: AxiosInstance;

  constructor(options: AxiosAttemptOptions) {
    this.#options = options;
    this.#axios = axios.create({
      ...agentsFor(options.guard),
      timeout: options.limits.idleTimeoutMs,
      maxContentLength: options.limits.maxBodyBytes,
      maxRedirects: 0,
      proxy: false,
      allowAbsoluteUrls: false,
      transitional: { silentJSONParsing: false, clarifyTimeoutError: true },
      transformRequest: [(data: unknown) => data],
      headers: { 'User-Agent': 'Fleetbridge' },
    });
  }

  /** @param signal ends the attempt early */
  readonly send: VendorAttempt = async (request, signal) => {
    const refusal = this.#options.guard.checkUrl(this.#options.baseUrl);
    if (refusal !== undefined) throw this.#error(request, { happened: 'address-refused', reason: refusal });
    const wire = wireRequest(this.#options.baseUrl, request);
    if (typeof wire === 'string') throw this.#error(request, { happened: wire });
    if (signal.aborted) throw this.#error(request, { happened: 'stopped' });
    const deadline = new Deadline(this.#options.limits.attemptTimeoutMs, signal);
    try {
      return this.#answer(request, await this.#axios.request<unknown>({ ...wire, responseType: request.answer ?? 'json', signal: deadline.signal }));
    } catch (error) {
      throw error instanceof VendorError ? error : this.#failed(request, error, deadline);
    } finally {
      deadline.release();
    }
  };

  #answer(request: VendorRequest, response: AxiosResponse<unknown>): VendorAnswer {
    const { status, data } = response;
    const empty = data === '';
    if (empty && !WITHOUT_BODY.has(status)) throw this.#observed(request, { happened: 'empty', status });
    if (request.accepts?.(data) === false) throw this.#observed(request, { happened: 'unexpected', status });
    this.#options.observer.attempt(this.#options.vendor, 'ok');
    return { status, body: empty ? undefined : data, headers: plainHeaders(response.headers) };
  }

  #failed(request: VendorRequest, error: unknown, deadline: Deadline): VendorError {
    const failure = classifyAxiosError(error, deadline, this.#options.clock.now());
    return this.#observed(request, failure, vendorRequestId(error, request));
  }

  #observed(request: VendorRequest, failure: VendorFailure, vendorRequestId?: string): VendorError {
    const { vendor, observer, logger } = this.#options;
    const error = this.#error(request, failure);
    observer.attempt(vendor, error.kind);
    logger.debug('vendor.attempt-failed', {
      vendor,
      operation: request.operation,
      kind: error.kind,
      happened: failure.happened,
      ...(error.httpStatus !== undefined && { httpStatus: error.httpStatus }),
      ...(vendorRequestId !== undefined && { vendorRequestId }),
    });
    return error;
  }

  #error(request: VendorRequest, failure: VendorFailure): VendorError {
    const { vendor, displayName } = this.#options;
    return new VendorError({
      kind: failureKind(failure),
      vendor,
      operation: request.operation,
      detail: failureSentence(failure, displayName, credentialWord(request)),
      ...('status' in failure && { httpStatus: failure.status }),
      ...('retryAfterMs' in failure && { retryAfterMs: failure.retryAfterMs }),
    });
  }
}

/** The vendor's own id of the request, from an error body, when it is safe to log. */
function vendorRequestId(error: unknown, request: VendorRequest): string | undefined {
  if (!axios.isAxiosError<unknown>(error)) return undefined;
  const body = error.response?.data;
  const id = typeof body === 'object' && body !== null && 'requestId' in body ? body.requestId : undefined;
  return typeof id === 'string' && REQUEST_ID.test(id) && !repeatsSecret(id, request) ? id : undefined;
}

function plainHeaders(headers: AxiosResponse['headers']): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
