import { expect } from 'chai';
import type { AlertSettings } from '../../../src/domain/alerts/alert-settings.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { rejectionOf } from '../../support/rejection.js';
import { useAlerts } from './open-alerts.js';
import type { OpensAlerts } from './open-alerts.js';

export const WEBHOOK = 'https://hooks.slack.com/services/T0/B0/canary-webhook';

const SETTINGS: AlertSettings = {
  emails: ['ann@example.com', 'o’hara+ü@example.com'],
  slackWebhookUrl: new Secret(WEBHOOK),
  failureThreshold: 5,
  windowMinutes: 90,
  reminderHours: 48,
};

const plain = ({ slackWebhookUrl, ...settings }: AlertSettings): object => ({ ...settings, webhook: slackWebhookUrl?.reveal() });

/** What every `AlertSettingsRepository` promises. */
export function describeAlertSettingsRepository(name: string, open: OpensAlerts): void {
  describe(`AlertSettingsRepository: ${name}`, () => {
    const opened = useAlerts(open);

    it('gives defaults of 3 failures, 60 minutes and 24 hours to a tenant that has said nothing', async () => {
      const settings = await opened().repositories.settings.get(await opened().tenant());
      expect(plain(settings)).to.deep.equal({ emails: [], webhook: undefined, failureThreshold: 3, windowMinutes: 60, reminderHours: 24 });
    });

    it('gives back what was saved last, the webhook too', async () => {
      const { settings } = opened().repositories;
      const tenantId = await opened().tenant();
      await settings.save(tenantId, SETTINGS);
      expect(plain(await settings.get(tenantId))).to.deep.equal(plain(SETTINGS));
      const changed = { ...SETTINGS, emails: [], slackWebhookUrl: undefined };
      await settings.save(tenantId, changed);
      expect(plain(await settings.get(tenantId))).to.deep.equal(plain(changed));
    });

    it('keeps tenants apart', async () => {
      const { settings } = opened().repositories;
      await settings.save(await opened().tenant(), SETTINGS);
      expect((await settings.get(await opened().tenant())).slackWebhookUrl).to.equal(undefined);
    });

    it('takes back what a failed unit of work saved', async () => {
      const tenantId = await opened().tenant();
      await rejectionOf(opened().work.run(tenantId, async ({ settings }) => {
        await settings.save(tenantId, SETTINGS);
        throw new Error('too late');
      }));
      expect((await opened().repositories.settings.get(tenantId)).failureThreshold).to.equal(3);
    });
  });
}
