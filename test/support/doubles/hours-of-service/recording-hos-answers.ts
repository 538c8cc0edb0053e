import type { HosAnswerLog } from '../../../../src/application/hours-of-service/ports/hos-answer-log.js';
import type { HosAnswer } from '../../../../src/domain/hours-of-service/hos-answer.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';

/** Keeps every answer, in order. */
export class RecordingHosAnswers implements HosAnswerLog {
  readonly noted: (HosAnswer & { readonly tenantId: TenantId; readonly integrationId: IntegrationId })[] = [];

  note(tenantId: TenantId, integrationId: IntegrationId, answer: HosAnswer): void {
    this.noted.push({ tenantId, integrationId, ...answer });
  }
}
