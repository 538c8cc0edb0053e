import { expect } from 'chai';
import { MailServer } from '../mail/mail-server.js';
import { alertRepositories, openKnexAlerts } from '../alerts/knex-alerts.js';
import type { KnexAlerts } from '../alerts/knex-alerts.js';
import { useAlerts } from '../../contracts/alerts/open-alerts.js';
import { ReportOutcome } from '../../../src/application/alerts/report-outcome.js';
import { WatchStaleness } from '../../../src/application/alerts/watch-staleness.js';
import { WriteIncident } from '../../../src/application/alerts/write-incident.js';
import type { AlertRepositories } from '../../../src/application/alerts/ports/alert-repositories.js';
import type { UnitOfWork } from '../../../src/application/shared/unit-of-work.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { KnexUnitOfWork } from '../../../src/infrastructure/persistence/knex-unit-of-work.js';
import { RandomIdGenerator } from '../../../src/infrastructure/runtime/system.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { rejectionOf } from '../../support/rejection.js';
import { deliverAll, deliverer, mailThrough } from './mailing.js';

const ADMINISTRATORS = ['ann@example.com', 'bob@example.com'];
const DRIVERS = 100;
const MINUTES = 60;
/** Reads are shared by flights: of 100 drivers read in a minute, this many fail at the vendor. */
const READS_A_MINUTE = 10;

const MINUTE_LATER = `
  with gone as (delete from live_failure where integration_id = :integrationId returning *)
  insert into live_failure select tenant_id, integration_id, minute - interval '1 minute' from gone order by minute;
  update sync_run set completed_at = completed_at - interval '1 minute' where integration_id = :integrationId;
  update hos_snapshot set as_of = as_of - interval '1 minute' where integration_id = :integrationId;`;

describe('One vendor outage', function () {
  this.timeout(90_000);
  let knex: KnexAlerts;
  let clock: ManualClock;
  let tenantId: TenantId;
  let integrationId: IntegrationId;
  const opened = useAlerts(async () => (knex = await openKnexAlerts()));

  beforeEach(async () => {
    clock = new ManualClock(new Date());
    tenantId = await opened().tenant();
    integrationId = await opened().integration(tenantId);
  });

  function reporting(work: UnitOfWork<AlertRepositories> = opened().work): { readonly report: ReportOutcome; readonly watch: WatchStaleness } {
    const write = new WriteIncident(work, opened().directory, new RandomIdGenerator(), clock, 'https://fleet.example.com');
    return { report: new ReportOutcome(write), watch: new WatchStaleness(opened().queries, write, new RecordingLogger(), 3600) };
  }

  async function sync(report: ReportOutcome, code: string | undefined): Promise<void> {
    await opened().run(tenantId, integrationId, { what: code === undefined ? 'success' : 'failed', minutesAgo: 0, ...(code !== undefined && { code }) });
    const outcome = code === undefined ? ({ kind: 'success' } as const) : ({ kind: 'failure', source: 'sync', code, message: 'Samsara could not be reached.' } as const);
    await report.execute({ tenantId, integrationId, outcome });
  }

  it(`of ${MINUTES} minutes with ${DRIVERS} drivers: 1 message on open and 1 on its end per recipient, in the outbox and at the mail server`, async () => {
    for (const email of ADMINISTRATORS) await opened().person(tenantId, email, 'ADMIN');
    for (let driver = 0; driver < DRIVERS; driver += 1) await opened().driver(tenantId, integrationId, { ageSeconds: 300 });
    const server = await MailServer.start();
    const outbox = deliverer(knex.database, mailThrough(server.port));
    const { report, watch } = reporting();
    const live = { kind: 'failure', source: 'live', code: 'unavailable', message: 'Samsara could not be reached.' } as const;
    for (let minute = 0; minute < MINUTES; minute += 1) {
      await Promise.all(Array.from({ length: READS_A_MINUTE }, () => report.execute({ tenantId, integrationId, outcome: live })));
      if (minute % 5 === 0) await sync(report, minute % 10 === 0 ? 'unavailable' : 'circuit-open');
      await watch.execute();
      await deliverAll(outbox);
      const shifts = MINUTE_LATER.split(';').filter((statement) => statement.trim() !== '');
      for (const statement of shifts) await knex.database.system((sql) => sql.raw(statement, { integrationId }));
      clock.advance(60_000);
    }
    const [incident] = (await opened().queries.list(tenantId, 'open', { limit: 10, offset: 0 })).items;
    expect(incident).to.include({ kind: 'failing', staleDrivers: DRIVERS });
    await knex.database.system((sql) => sql('hos_snapshot').where({ integration_id: integrationId }).update({ as_of: new Date() }));
    await sync(report, undefined);
    await watch.execute();
    await deliverAll(outbox);
    await server.stop();

    const subjects = ['[ERROR] Fleetbridge: Samsara: reading keeps failing', '[RESOLVED] Fleetbridge: Samsara: reading keeps failing (was ERROR)'];
    const expected = ADMINISTRATORS.flatMap((address) => subjects.map((subject) => `${address} ${subject}`));
    expect(server.taken.map(({ recipients, mail }) => `${recipients.join()} ${String(mail.subject)}`)).to.have.members(expected).and.to.have.length(4);
    const deliveries = await opened().queries.deliveries(tenantId, incident?.id ?? '');
    expect(deliveries.map(({ recipient, occasion, status }) => `${recipient ?? ''} ${occasion} ${status}`)).to.have.members(
      ADMINISTRATORS.flatMap((address) => [`${address} opened sent`, `${address} resolved sent`]),
    );
    expect((await opened().queries.list(tenantId, undefined, { limit: 10, offset: 0 })).total).to.equal(1);
  });

  it('of which 10 replicas hear at once opens 1 incident with 1 message', async () => {
    await opened().person(tenantId, `carla-${tenantId}@example.com`, 'ADMIN');
    const { report } = reporting();
    const rejected = { kind: 'failure', source: 'sync', code: 'credentials', message: 'Samsara rejected the API key.' } as const;
    await Promise.all(Array.from({ length: 10 }, () => report.execute({ tenantId, integrationId, outcome: rejected })));
    const { items } = await opened().queries.list(tenantId, undefined, { limit: 10, offset: 0 });
    expect(items.map(({ occurrences }) => occurrences)).to.deep.equal([10]);
    expect(await opened().queries.deliveries(tenantId, items[0]?.id ?? '')).to.have.length(1);
  });

  it('whose message cannot be written leaves no incident, no live failure and 0 messages; the next report makes up for it', async () => {
    for (const person of ['dora', 'emil']) await opened().person(tenantId, `${person}-${tenantId}@example.com`, 'ADMIN');
    let broken = true;
    const work = new KnexUnitOfWork(knex.database, (scope) => {
      const repositories = alertRepositories(scope);
      const { outbox } = repositories;
      const enqueue: typeof outbox.enqueue = async (entries) => {
        await outbox.enqueue(broken ? entries.slice(0, 1) : entries);
        if (broken) await outbox.enqueue(entries.slice(0, 1));
      };
      return { ...repositories, outbox: { enqueue } };
    });
    const { report } = reporting(work);
    const rejected = { kind: 'failure', source: 'live', code: 'credentials', message: 'Samsara rejected the API key.' } as const;
    const count = (): Promise<readonly number[]> =>
      Promise.all(['incident', 'live_failure', 'outbox_message'].map(async (table) => {
        const rows = await knex.database.system((sql) => sql(table).where({ tenant_id: tenantId }).select<object[]>('*'));
        return rows.length;
      }));
    expect(await rejectionOf(report.execute({ tenantId, integrationId, outcome: rejected }))).to.have.property('code', '23505');
    expect(await count()).to.deep.equal([0, 0, 0]);
    broken = false;
    await report.execute({ tenantId, integrationId, outcome: rejected });
    expect(await count()).to.deep.equal([1, 1, 2]);
  });
});
