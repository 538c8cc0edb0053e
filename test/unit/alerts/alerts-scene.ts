import { AcknowledgeAlert } from '../../../src/application/alerts/acknowledge-alert.js';
import { DeliverOutbox } from '../../../src/application/alerts/deliver-outbox.js';
import { ReportOutcome } from '../../../src/application/alerts/report-outcome.js';
import { SendTestAlert } from '../../../src/application/alerts/send-test-alert.js';
import { WatchStaleness } from '../../../src/application/alerts/watch-staleness.js';
import { WriteIncident } from '../../../src/application/alerts/write-incident.js';
import type { AlertSettings } from '../../../src/domain/alerts/alert-settings.js';
import { toIntegrationId } from '../../../src/domain/shared/identifiers.js';
import { AlertTables } from '../../support/doubles/alerts/alert-tables.js';
import type { OutboxRow } from '../../support/doubles/alerts/alert-tables.js';
import { InMemoryAlertDirectory } from '../../support/doubles/alerts/in-memory-alert-directory.js';
import { InMemoryAlertQueries } from '../../support/doubles/alerts/in-memory-alert-queries.js';
import { DEFAULT_SETTINGS, InMemoryAlertSettings } from '../../support/doubles/alerts/in-memory-alert-settings.js';
import { InMemoryOutbox } from '../../support/doubles/alerts/in-memory-outbox.js';
import { ScriptedAlertChannel } from '../../support/doubles/alerts/scripted-alert-channel.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const MINUTE_MS = 60_000;

/** Everything the use cases of this context need, in memory: a tenant `home` with one integration and two administrators. */
export class AlertsScene {
  readonly clock = new ManualClock();
  readonly tables = new AlertTables(this.clock);
  readonly work = this.tables.unitOfWork();
  readonly repositories = this.tables.repositories(OWN_TRANSACTIONS);
  readonly queries = new InMemoryAlertQueries(this.tables);
  readonly channel = new ScriptedAlertChannel();
  readonly logger = new RecordingLogger();
  readonly ids = new CountingIds();
  readonly home = someTenant().id;
  readonly integration = toIntegrationId('0195fe10-0000-7000-8000-00000000017e');
  readonly write: WriteIncident;
  readonly report: ReportOutcome;
  readonly watch: WatchStaleness;
  readonly deliver: DeliverOutbox;
  readonly test: SendTestAlert;
  readonly acknowledge = new AcknowledgeAlert(this.work, this.clock);

  constructor(appUrl?: string) {
    const directory = new InMemoryAlertDirectory(this.tables);
    const settings = new InMemoryAlertSettings(this.tables);
    this.write = new WriteIncident(this.work, directory, this.ids, this.clock, appUrl);
    this.report = new ReportOutcome(this.write);
    this.watch = new WatchStaleness(this.queries, this.write, this.logger, 3600);
    this.deliver = new DeliverOutbox(new InMemoryOutbox(this.tables), settings, this.channel, this.clock, this.logger);
    this.test = new SendTestAlert(settings, directory, this.channel, this.ids);
    for (const email of ['ann@example.com', 'bob@example.com']) this.tables.administrators.push({ tenantId: this.home, email });
    this.setStale(0);
  }

  setStale(staleDrivers: number): void {
    const names = { tenantName: 'Acme Trucking', integrationName: 'Trucks', vendorName: 'Acme' };
    this.tables.integrations.set(this.integration, { tenantId: this.home, integrationId: this.integration, ...names, staleDrivers, gone: false, watched: true });
  }

  settings(fields: Partial<AlertSettings>): Promise<void> {
    return this.repositories.settings.save(this.home, { ...DEFAULT_SETTINGS, ...fields });
  }

  /** A sync run that failed, as the history keeps it, and reported. */
  async failRun(code = 'timeout', message = 'Acme took too long.'): Promise<void> {
    const at = this.clock.now();
    this.tables.ended.set(this.ids.next(), { tenantId: this.home, integrationId: this.integration, what: 'failed', code, at });
    await this.report.execute({ tenantId: this.home, integrationId: this.integration, outcome: { kind: 'failure', source: 'sync', code, message } });
  }

  failLive(code = 'unavailable', message = 'Acme could not be reached.'): Promise<void> {
    return this.report.execute({ tenantId: this.home, integrationId: this.integration, outcome: { kind: 'failure', source: 'live', code, message } });
  }

  async succeed(): Promise<void> {
    this.tables.ended.set(this.ids.next(), { tenantId: this.home, integrationId: this.integration, what: 'success', code: undefined, at: this.clock.now() });
    await this.report.execute({ tenantId: this.home, integrationId: this.integration, outcome: { kind: 'success' } });
  }

  minutes(count: number): void {
    this.clock.advance(count * MINUTE_MS);
  }

  get outbox(): readonly OutboxRow[] {
    return this.tables.outbox.rows();
  }

  /** `<occasion> <recipient>` of every message, in the order they were written. */
  get told(): readonly string[] {
    return this.outbox.map(({ message, recipient }) => `${message.occasion} ${recipient.channel === 'email' ? recipient.address : 'slack'}`);
  }
}
