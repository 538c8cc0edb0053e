import { toIntegrationId } from '../../../../src/domain/shared/identifiers.js';
import type { IntegrationId } from '../../../../src/domain/shared/identifiers.js';
import { VendorError } from '../../../../src/domain/shared/vendor-error.js';
import type { VendorErrorFields } from '../../../../src/domain/shared/vendor-error.js';

/** What a vendor does with every request: answers, fails, or something of its own. */
export type Script<Request, Answer> = { readonly answer: Answer } | VendorErrorFields | ((request: Request) => Answer | Promise<Answer>);

/** Vendors whose behaviour a test writes down, by the name of their account. Counts the requests. */
export class ScriptedVendors<Request, Answer> {
  readonly #scripts = new Map<IntegrationId, Script<Request, Answer>>();
  /** Every request, in order. */
  readonly requests: { readonly vendor: IntegrationId; readonly request: Request }[] = [];

  script(vendor: string, script: Script<Request, Answer>): void {
    this.#scripts.set(toIntegrationId(vendor), script);
  }

  asked(vendor: string): number {
    return this.requests.filter((one) => one.vendor === toIntegrationId(vendor)).length;
  }

  async ask(vendor: IntegrationId, request: Request): Promise<Answer> {
    this.requests.push({ vendor, request });
    const script = this.#scripts.get(vendor);
    if (script === undefined) throw new VendorError(away(vendor));
    if (typeof script === 'function') return script(request);
    if ('kind' in script) throw new VendorError(script);
    return script.answer;
  }
}

/** A vendor that cannot be reached. */
export function away(vendor: string, change: Partial<VendorErrorFields> = {}): VendorErrorFields {
  return { kind: 'unavailable', vendor, operation: 'o', detail: `${vendor} could not be reached.`, ...change };
}
