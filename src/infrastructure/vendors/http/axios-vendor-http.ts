import axios, { AxiosError } from 'axios';
import type { AxiosAdapter, AxiosInstance, InternalAxiosRequestConfig } from 'axios';
import axiosRetry from 'axios-retry';
import type { Timer } from '../../../application/shared/timer.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import { AxiosAttempt } from './axios-attempt.js';
import type { AxiosAttemptOptions, VendorAttempt } from './axios-attempt.js';
import type { AttemptGate } from './attempt-gate.js';
import { throughGate } from './attempt-gate.js';
import { Deadline } from './deadline.js';
import { retryDelay } from './retry-delay.js';
import { mayPassByItself } from './vendor-failure.js';
import type { RetryOutcome } from './vendor-http-observer.js';
import type { VendorAnswer, VendorHttp, VendorRequest } from './vendor-http.js';

export interface AxiosVendorHttpOptions extends AxiosAttemptOptions {
  readonly timer: Timer;
  /** Asked before every attempt; none while unsaved credentials are tried. */
  readonly gate?: AttemptGate;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
}

/** One operation: what its attempts have come to so far. */
interface Operation {
  readonly request: VendorRequest;
  readonly deadline: Deadline;
  readonly endsAt: number;
  failures: number;
  waitMs: number;
  lastFailure: unknown;
  /** The last attempt was not sent, because our own circuit or limiter refused it. */
  refused: boolean;
  retries: RetryOutcome | undefined;
}

/**
 * The one vendor client: retry (axios-retry) around single attempts (`AxiosAttempt`), inside the operation's deadline.
 * Every outcome but a 2xx with the body that was asked for is a `VendorError`. Credentials are revealed inside an attempt only; the
 * request that axios-retry sees and repeats is empty.
 */
export class AxiosVendorHttp implements VendorHttp {
  readonly #options: AxiosVendorHttpOptions;
  readonly #attempt: VendorAttempt;
  readonly #retrying: AxiosInstance = axios.create({ transformResponse: [] });

  constructor(options: AxiosVendorHttpOptions) {
    this.#options = options;
    const { send } = new AxiosAttempt(options);
    this.#attempt = options.gate === undefined ? send : throughGate(send, options.gate);
    axiosRetry(this.#retrying);
  }

  async send(request: VendorRequest): Promise<VendorAnswer> {
    const operation = this.#begin(request);
    try {
      return await this.#sendWithRetries(operation);
    } finally {
      operation.deadline.release();
      if (operation.retries !== undefined) this.#options.observer.retry(this.#options.vendor, operation.retries);
    }
  }

  #begin(request: VendorRequest): Operation {
    const { operationDeadlineMs } = this.#options.limits;
    return {
      request,
      deadline: new Deadline(operationDeadlineMs, request.signal),
      endsAt: this.#options.clock.now().getTime() + operationDeadlineMs,
      failures: 0,
      waitMs: 0,
      lastFailure: undefined,
      refused: false,
      retries: undefined,
    };
  }

  async #sendWithRetries(operation: Operation): Promise<VendorAnswer> {
    try {
      const response = await this.#retrying.request<VendorAnswer>({
        adapter: this.#adapter(operation),
        'axios-retry': {
          retries: maySendAgain(operation.request) ? this.#options.limits.maxAttempts - 1 : 0,
          retryCondition: () => this.#planRetry(operation),
          retryDelay: () => 0,
          onRetry: () => this.#wait(operation),
        },
      });
      if (operation.failures > 0) operation.retries = 'recovered';
      return response.data;
    } catch (error) {
      throw operation.lastFailure ?? error;
    }
  }

  /** Hands axios-retry one attempt as if it were axios's own way of sending. */
  #adapter(operation: Operation): AxiosAdapter {
    return async (config) => {
      const { request, deadline } = operation;
      if (deadline.ended !== undefined && operation.failures > 0) throw new AttemptFailed(config);
      try {
        const data = await this.#attempt(request, deadline.signal);
        return { data, status: data.status, statusText: '', headers: {}, config };
      } catch (error) {
        operation.failures += 1;
        operation.refused = error instanceof VendorError && error.refusedBy !== undefined;
        // What the vendor did says more than that we did not ask it once more.
        if (!operation.refused || operation.lastFailure === undefined) operation.lastFailure = error;
        throw new AttemptFailed(config);
      }
    };
  }

  #planRetry(operation: Operation): boolean {
    const { lastFailure, deadline, failures } = operation;
    if (deadline.ended === 'stopped') return false;
    if (operation.refused || !(lastFailure instanceof VendorError) || !mayPassByItself(lastFailure.kind)) return false;
    const { limits, clock, random } = this.#options;
    const wait = retryDelay({
      ...limits,
      failures,
      retryAfterMs: lastFailure.retryAfterMs,
      remainingMs: operation.endsAt - clock.now().getTime(),
      random: random(),
    });
    operation.retries = wait === undefined ? 'abandoned' : 'exhausted';
    operation.waitMs = wait ?? 0;
    return wait !== undefined;
  }

  /** axios-retry sends again once this resolves, so that waiting is the timer's and not a `setTimeout` of its own. */
  async #wait(operation: Operation): Promise<void> {
    const { logger, timer, vendor } = this.#options;
    const { request, waitMs, failures, deadline } = operation;
    logger.debug('vendor.retry-scheduled', { vendor, operation: request.operation, failures, waitMs });
    await timer.sleep(waitMs, deadline.signal);
    if (deadline.ended !== undefined) operation.retries = 'abandoned';
  }
}

/** Tells axios-retry that an attempt failed; what happened is in the operation. */
class AttemptFailed extends AxiosError {
  constructor(config: InternalAxiosRequestConfig) {
    super('attempt failed', 'ATTEMPT_FAILED', config);
  }
}

function maySendAgain(request: VendorRequest): boolean {
  return request.method === 'GET' || request.idempotent === true;
}
