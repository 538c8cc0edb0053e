import { expect } from 'chai';
import { MailServer } from '../integration/mail/mail-server.js';
import { eventually } from '../support/service-process.js';
import { TestService } from '../support/test-service.js';
import type { TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';

const PATIENCE_MS = 15_000;

describe('An outage, from the broken vendor to the second mail', function () {
  this.timeout(60_000);
  let mail: MailServer;
  let service: TestService;
  let as: TestPerson;

  before(async () => {
    mail = await MailServer.start();
    service = await TestService.start({
      ENABLE_SCHEDULER: 'true',
      SCHEDULER_SCAN_SECONDS: '1',
      APP_URL: 'https://fleet.example.com',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mail.port),
      ALERT_FROM_EMAIL: 'alerts@fleet.example.com',
    });
    as = await service.addPerson(await service.addTenant('Müller, Söhne & Co'), 'ADMIN');
  });
  after(async () => {
    await service.stop();
    await mail.stop();
  });

  const subjects = (): readonly string[] => mail.taken.map((one) => `${one.recipients.join()}: ${String(one.mail.subject)}`);
  const untilTaken = (count: number): Promise<true> => eventually(`${count} mails`, PATIENCE_MS, async () => (mail.taken.length >= count ? true : undefined));

  it('a test alert is delivered at once, 1 mail to each', async () => {
    const { body } = await service.ask('POST', '/api/v1/test/trigger-alert', { as, body: { severity: 'ERROR' } });
    expect(body['results']).to.deep.equal([{ channel: 'email', recipient: as.email, result: 'delivered', reason: null }]);
    expect(subjects()).to.deep.equal([`${as.email}: [ERROR] Fleetbridge: Test: this is a test`]);
    mail.taken.length = 0;
  });

  it('by itself: a rejected key brings 1 mail that links to the incident, new credentials a sync and the second mail', async () => {
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
    vendorOf(service).faults.set({ kind: 'unauthorized' });
    const id = await connectVendor(service, as);
    await untilTaken(1);
    const [alert] = (await service.ask('GET', '/api/v1/alerts?status=open', { as })).items;
    expect(alert).to.include({ integration_id: id, kind: 'credentials-rejected' });
    const [first] = mail.taken;
    expect(first?.mail.text).to.include(`https://fleet.example.com/alerts/${String(alert?.['id'])}`).and.include('Müller, Söhne & Co');

    vendorOf(service).faults.clear();
    await service.ask('PATCH', `/api/v1/integrations/${id}`, { as, body: { credentials: { apiKey: 'another-good-key' } } });
    await untilTaken(2);
    expect(subjects()).to.deep.equal([
      `${as.email}: [CRITICAL] Fleetbridge: Samsara (simulated): the credentials are not accepted any more`,
      `${as.email}: [RESOLVED] Fleetbridge: Samsara (simulated): the credentials are not accepted any more (was CRITICAL)`,
    ]);
    const states = async (): Promise<true | undefined> => {
      const { body } = await service.ask('GET', `/api/v1/alerts/${String(alert?.['id'])}`, { as });
      const sent = (body['deliveries'] as readonly { status: string }[]).map(({ status }) => status).join();
      return body['status'] === 'resolved' && sent === 'sent,sent' ? true : undefined;
    };
    await eventually('both messages are settled', PATIENCE_MS, states);
  });
});
