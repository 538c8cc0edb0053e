import type { VendorAnswer, VendorHttp, VendorRequest } from '../../src/infrastructure/vendors/http/vendor-http.js';
import { VendorError } from '../../src/domain/shared/vendor-error.js';

/** Beyond what any guard lets through: without the guard the test fails instead of running for ever. */
const TOO_MANY_REQUESTS = 2000;

/** A vendor that answers in the same process, and remembers who asked for what. */
export class ScriptedHttp implements VendorHttp {
  readonly requests: VendorRequest[] = [];

  constructor(private readonly answer: (request: VendorRequest) => unknown) {}

  async send(request: VendorRequest): Promise<VendorAnswer> {
    this.requests.push(request);
    if (this.requests.length > TOO_MANY_REQUESTS) throw new Error('The vendor leads in a circle and nobody noticed.');
    return { status: 200, body: await this.answer(request), headers: {} };
  }
}

/** Lets everything that can happen by itself happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The answer of a vendor that never answers, until nobody waits for it any more. */
export function hanging({ signal, operation }: VendorRequest): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new VendorError({ kind: 'timeout', vendor: 'SCRIPTED', operation, detail: 'Stopped.' }));
    });
  });
}
