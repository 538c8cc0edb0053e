import { createHmac } from 'node:crypto';
import { availableTimeRow, userRow } from '../vendors/motive/motive-rows.js';
import type { ScriptedUser } from '../../src/infrastructure/simulators/motive/scripted-motive-fleet.js';
import type { Answer, TestPerson, TestService } from '../support/test-service.js';

export type PushVendor = 'MOTIVE_ELD' | 'SAMSARA_ELD';

/** Base64, so that it can be a secret of either vendor. */
export const WEBHOOK_SECRET = 'Y2FuYXJ5LXdlYmhvb2stc2VjcmV0';

/** Connects a vendor that pushes, for this person's tenant, and gives the integration's id. */
export async function connectPushing(service: TestService, as: TestPerson, vendor: PushVendor, webhookSecret = WEBHOOK_SECRET): Promise<string> {
  const credentials = { apiKey: 'a-key-that-works', ...(webhookSecret !== '' && { webhookSecret }) };
  const body = { integration_type: 'HOS_ELD', vendor, display_name: 'Fleet that pushes', credentials };
  const { status, body: created, text } = await service.ask('POST', '/api/v1/integrations', { as, body });
  if (status !== 201 || typeof created['id'] !== 'string') throw new Error(`Connecting the vendor failed: ${status} ${text}`);
  return created['id'];
}

/** The headers with which the vendor would send this body now. */
export function signatureOf(vendor: PushVendor, body: string | Uint8Array, secret = WEBHOOK_SECRET, now = Date.now()): Record<string, string> {
  if (vendor === 'MOTIVE_ELD') return { 'X-KT-Webhook-Signature': createHmac('sha1', secret).update(body).digest('hex') };
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', Buffer.from(secret, 'base64')).update(`v1:${timestamp}:`).update(body).digest('hex');
  return { 'X-Samsara-Timestamp': timestamp, 'X-Samsara-Signature': `v1=${signature}` };
}

/** Sends bytes as they are, signed by the vendor unless other headers are given. */
export async function push(
  service: TestService,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = signatureOf(path.includes('MOTIVE') ? 'MOTIVE_ELD' : 'SAMSARA_ELD', body),
): Promise<Answer> {
  const response = await fetch(service.url + path, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Answer['body'], items: [] };
}

let seconds = 0;

/** A duty status that changed at a time of its own. */
export function dutyStatusChanged(driver: number, change: object = {}): string {
  seconds += 1;
  const updatedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
  return JSON.stringify({ action: 'user_duty_status_updated', id: driver, role: 'driver', duty_status: 'driving', updated_at: updatedAt, ...change });
}

/** A driver of the simulated Motive under the 70-hour rules, with so many hours left to drive. */
export function motiveDriver(id: string, driveHours: number): ScriptedUser {
  const remaining = { driveHours, shiftHours: 8, cycleHours: 40, untilBreakHours: 3 };
  const given = { externalDriverId: id, name: `Driver ${id}`, dutyStatus: 'DRIVING', remaining, violations: [] } as const;
  return { id, user: userRow(given), availableTime: availableTimeRow(given) };
}
