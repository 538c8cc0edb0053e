import type { Secret } from '../shared/secret.js';
import type { IncidentSettings } from './incident.js';

/** Whom a tenant wants told, and when. Its administrators are always told. */
export interface AlertSettings extends IncidentSettings {
  /** E-mail addresses beside those of the administrators. */
  readonly emails: readonly string[];
  readonly slackWebhookUrl: Secret<string> | undefined;
}
