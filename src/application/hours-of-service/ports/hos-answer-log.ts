import type { HosAnswer } from '../../../domain/hours-of-service/hos-answer.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** Keeps the last answer about a driver of each integration, for explanations. Stands in the path of every read: must be quick and not fail. */
export interface HosAnswerLog {
  note(tenantId: TenantId, integrationId: IntegrationId, answer: HosAnswer): void;
}
