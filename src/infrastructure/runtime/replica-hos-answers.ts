import { LRUCache } from 'lru-cache';
import type { HosAnswerLog } from '../../application/hours-of-service/ports/hos-answer-log.js';
import type { LastHosAnswer, LastHosAnswers } from '../../application/integrations/ports/last-hos-answers.js';
import type { VendorRegistry } from '../../application/integrations/ports/vendor-registry.js';
import { explainHosAnswer } from '../../domain/hours-of-service/hos-answer.js';
import type { HosAnswer } from '../../domain/hours-of-service/hos-answer.js';
import type { Integration } from '../../domain/integrations/integration.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';

const INTEGRATIONS = 10_000;

/** The last answers of this replica, in memory. The sentence is made when somebody asks for it. */
export class ReplicaHosAnswers implements HosAnswerLog, LastHosAnswers {
  readonly #last: LRUCache<IntegrationId, { readonly tenantId: TenantId; readonly answer: HosAnswer }>;

  constructor(
    private readonly registry: VendorRegistry,
    max: number = INTEGRATIONS,
  ) {
    this.#last = new LRUCache({ max });
  }

  note(tenantId: TenantId, integrationId: IntegrationId, answer: HosAnswer): void {
    this.#last.set(integrationId, { tenantId, answer });
  }

  find({ tenantId, id, vendor }: Integration): LastHosAnswer | undefined {
    const last = this.#last.peek(id);
    if (last?.tenantId !== tenantId) return undefined;
    const { driverId, at, rule, standing } = last.answer;
    const why = explainHosAnswer(last.answer, this.registry.find(vendor)?.displayName ?? 'the vendor');
    return { driverId, at, rule, why, circuitState: standing?.circuitState, waitedForPermitMs: standing?.waitedForPermitMs };
  }
}
