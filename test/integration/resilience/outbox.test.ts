import { expect } from 'chai';
import { someEntry, useAlerts } from '../../contracts/alerts/open-alerts.js';
import { MailServer, refusal } from '../mail/mail-server.js';
import { openKnexAlerts } from '../alerts/knex-alerts.js';
import type { KnexAlerts } from '../alerts/knex-alerts.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { FaultServer } from '../../support/fault-server.js';
import { ServiceProcess, killAll } from '../../support/service-process.js';
import { deliverAll, deliverer, mailThrough } from './mailing.js';

const MESSAGES = 200;

describe('The outbox', function () {
  this.timeout(60_000);
  let knex: KnexAlerts;
  let server: MailServer;
  let tenantId: TenantId;
  const opened = useAlerts(async () => (knex = await openKnexAlerts()));

  beforeEach(async () => {
    server = await MailServer.start();
    tenantId = await opened().tenant();
  });
  afterEach(async () => {
    await killAll();
    await server.stop();
  });

  async function write(count: number): Promise<readonly string[]> {
    const entries = Array.from({ length: count }, (_, index) => someEntry(tenantId, { recipient: { channel: 'email', address: `person-${index}@example.com` } }));
    await opened().repositories.outbox.enqueue(entries);
    return entries.map(({ id }) => id);
  }

  /** The ids of the messages that arrived, as their Message-IDs say. */
  const arrived = (): readonly string[] => server.taken.map(({ mail }) => mail.messageId?.match(/<([0-9a-f-]{36})@/)?.[1] ?? 'none');
  const states = async (): Promise<Record<string, number>> => {
    const rows = await knex.database.system((sql) => sql('outbox_message').where({ tenant_id: tenantId }).select<{ status: string }[]>('status'));
    const count = (status: string): number => rows.filter((row) => row.status === status).length;
    return { sent: count('sent'), pending: count('pending'), failed: count('failed') };
  };
  const worker = (more: Record<string, string>): ServiceProcess =>
    ServiceProcess.spawn({ DATABASE_URL: knex.ownerUrl, SMTP_PORT: String(server.port), ...more }, { script: 'test/integration/resilience/mail-worker.ts' });
  const deliver = (port = server.port): Promise<number> => deliverAll(deliverer(knex.database, mailThrough(port)));
  async function letTimePass(): Promise<void> {
    await knex.database.system((sql) => sql('outbox_message').where({ tenant_id: tenantId, status: 'pending' }).update({ next_attempt_at: sql.raw('clock_timestamp()') }));
  }

  it(`2 processes deliver ${MESSAGES} messages once each`, async () => {
    const ids = await write(MESSAGES);
    const exits = await Promise.all([worker({}).exit(50_000), worker({}).exit(50_000)]);
    expect(exits.map(({ code }) => code)).to.deep.equal([0, 0]);
    expect(arrived()).to.have.members(ids).and.to.have.length(MESSAGES);
    expect(await states()).to.deep.equal({ sent: MESSAGES, pending: 0, failed: 0 });
  });

  it('killed with -9 between claim and send, a process loses none of 5 messages: they are delivered once each when its lease is over', async () => {
    const ids = await write(5);
    const doomed = worker({ STOP: 'claimed' });
    await doomed.entry('claimed', 20_000);
    await doomed.kill('SIGKILL');
    expect([await deliver(), arrived()]).to.deep.equal([0, []]);
    const [lease] = await leases();
    expect(lease).to.be.within(1, 60);
    await letTimePass();
    await deliver();
    expect(arrived()).to.have.members(ids).and.to.have.length(5);
    expect(await states()).to.deep.equal({ sent: 5, pending: 0, failed: 0 });
  });

  it('killed with -9 between the server’s 250 and our commit, a process has its message delivered twice, with the same Message-ID', async () => {
    const [id] = await write(1);
    const doomed = worker({ STOP: 'sent' });
    await doomed.entry('sent', 20_000);
    await doomed.kill('SIGKILL');
    expect(arrived()).to.deep.equal([id]);
    await letTimePass();
    await deliver();
    expect(arrived()).to.deep.equal([id, id]);
    expect(await states()).to.deep.equal({ sent: 1, pending: 0, failed: 0 });
  });

  it('while the mail server is away a message is tried again after 30, 60 and 120 s, and arrives', async () => {
    const [id] = await write(1);
    const away = Number(new URL(await FaultServer.refusedUrl()).port);
    for (const seconds of [30, 60, 120]) {
      expect(await deliver(away)).to.equal(1);
      expect((await leases())[0]).to.be.within(seconds - 5, seconds);
      await letTimePass();
    }
    await deliver();
    expect(arrived()).to.deep.equal([id]);
    const [row] = await knex.database.system((sql) => sql('outbox_message').where({ id }).select<object[]>('status', 'attempts', 'last_error'));
    expect(row).to.deep.equal({ status: 'sent', attempts: 4, last_error: null });
  });

  it('4xx of the server is tried again, 5xx is final after 1 attempt and keeps the reason', async () => {
    for (const [code, status] of [[451, 'pending'], [550, 'failed']] as const) {
      const refusing = await MailServer.start({ onRcptTo: (_address, _session, done) => done(refusal(code)) });
      const [id] = await write(1);
      await deliver(refusing.port);
      const [row] = await knex.database.system((sql) => sql('outbox_message').where({ id }).select<{ status: string; attempts: number; last_error: string }[]>('*'));
      expect([row?.status, row?.attempts], String(code)).to.deep.equal([status, 1]);
      expect(row?.last_error).to.be.a('string').and.not.include('canary');
      await refusing.stop();
    }
  });

  /** Seconds until each pending message is due. */
  async function leases(): Promise<readonly number[]> {
    const due = 'extract(epoch from next_attempt_at - clock_timestamp())::float8 as seconds';
    const rows = await knex.database.system((sql) => sql('outbox_message').where({ tenant_id: tenantId, status: 'pending' }).select<{ seconds: number }[]>(sql.raw(due)));
    return rows.map(({ seconds }) => seconds);
  }
});
