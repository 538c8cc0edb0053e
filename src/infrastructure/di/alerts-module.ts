import { ContainerModule } from 'inversify';
import { AcknowledgeAlert } from '../../application/alerts/acknowledge-alert.js';
import { DeliverOutbox } from '../../application/alerts/deliver-outbox.js';
import { GetAlert } from '../../application/alerts/get-alert.js';
import { GetAlertSettings } from '../../application/alerts/get-alert-settings.js';
import { ListAlerts } from '../../application/alerts/list-alerts.js';
import { PutAlertSettings } from '../../application/alerts/put-alert-settings.js';
import { ReportOutcome } from '../../application/alerts/report-outcome.js';
import { SendTestAlert } from '../../application/alerts/send-test-alert.js';
import { WatchStaleness } from '../../application/alerts/watch-staleness.js';
import { WriteIncident } from '../../application/alerts/write-incident.js';
import { RecipientChannels } from '../alerts/recipient-channels.js';
import { reportSyncs } from '../alerts/report-syncs.js';
import type { Config } from '../config/config.js';
import { SmtpAlertChannel } from '../mail/smtp-alert-channel.js';
import { KnexAlertDirectory } from '../persistence/alerts/knex-alert-directory.js';
import { KnexAlertQueries } from '../persistence/alerts/knex-alert-queries.js';
import { KnexAlertSettingsRepository } from '../persistence/alerts/knex-alert-settings-repository.js';
import { KnexFailureLog } from '../persistence/alerts/knex-failure-log.js';
import { KnexIncidentRepository } from '../persistence/alerts/knex-incident-repository.js';
import { KnexOutbox } from '../persistence/alerts/knex-outbox.js';
import type { Database, SqlScope } from '../persistence/database.js';
import { KnexAuditLog } from '../persistence/identity/knex-audit-log.js';
import { KnexUnitOfWork } from '../persistence/knex-unit-of-work.js';
import type { CredentialCipher } from '../security/credential-cipher.js';
import { SlackAlertChannel } from '../slack/slack-alert-channel.js';
import { slackWebhookRefusal } from '../slack/slack-webhook.js';
import { observerOf } from './integrations-module.js';
import { provide, token } from './token.js';
import type { From } from './token.js';
import { T } from './tokens.js';

const REMINDER_HOURS = 24;

const all = (
  work: From<typeof T.AlertWork>,
  database: Database,
  queries: From<typeof T.AlertQueries>,
  settings: From<typeof T.AlertSettings>,
  directory: From<typeof T.AlertDirectory>,
  channel: From<typeof T.AlertChannel>,
  ids: From<typeof T.Ids>,
  clock: From<typeof T.Clock>,
  config: Config,
) => ({
  list: new ListAlerts(queries),
  get: new GetAlert(new KnexIncidentRepository(database), queries),
  acknowledge: new AcknowledgeAlert(work, clock),
  settings: new GetAlertSettings(settings),
  putSettings: new PutAlertSettings(work, (url) => slackWebhookRefusal(url, slackOptions(config)) === undefined),
  test: new SendTestAlert(settings, directory, channel, ids),
});

/** What the routes of this context are given. */
export const ALERTS = token<ReturnType<typeof all>>('AlertUseCases');

export const alertsModule = new ContainerModule((to) => {
  provide(
    to,
    T.AlertWork,
    (database, cipher, config) =>
      new KnexUnitOfWork(database, (scope) => ({
        incidents: new KnexIncidentRepository(scope),
        failures: new KnexFailureLog(scope),
        settings: settingsRepository(scope, cipher, config),
        outbox: new KnexOutbox(scope),
        audit: new KnexAuditLog(scope),
      })),
    [T.Database, T.CredentialCipher, T.Config],
  );
  provide(to, T.AlertSettings, settingsRepository, [T.Database, T.CredentialCipher, T.Config]);
  provide(to, T.AlertDirectory, (database, vendors) => new KnexAlertDirectory(database, vendors), [T.Database, T.VendorRegistry]);
  provide(to, T.AlertQueries, (database) => new KnexAlertQueries(database), [T.Database]);
  provide(to, T.OutboxQueue, (database) => new KnexOutbox(database), [T.Database]);
  provide(
    to,
    T.AlertChannel,
    (config, clock, logger, metrics) =>
      new RecipientChannels({
        email: new SmtpAlertChannel({ ...config.smtp, logger }),
        slack: new SlackAlertChannel({ ...slackOptions(config), clock, logger, observer: observerOf(metrics) }),
      }),
    [T.Config, T.Clock, T.Logger, T.Metrics],
  );
  provide(
    to,
    T.WriteIncident,
    (work, directory, ids, clock, config) => new WriteIncident(work, directory, ids, clock, config.settings.APP_URL),
    [T.AlertWork, T.AlertDirectory, T.Ids, T.Clock, T.Config],
  );
  provide(to, T.ReportOutcome, (incidents) => new ReportOutcome(incidents), [T.WriteIncident]);
  provide(to, T.SyncObserver, reportSyncs, [T.ReportOutcome, T.Logger]);
  provide(
    to,
    T.WatchStaleness,
    (queries, incidents, logger, config) => new WatchStaleness(queries, incidents, logger, config.settings.HOS_STALE_ALERT_SECONDS),
    [T.AlertQueries, T.WriteIncident, T.Logger, T.Config],
  );
  provide(
    to,
    T.DeliverOutbox,
    (queue, settings, channel, clock, logger) => new DeliverOutbox(queue, settings, channel, clock, logger),
    [T.OutboxQueue, T.AlertSettings, T.AlertChannel, T.Clock, T.Logger],
  );
  provide(to, ALERTS, all, [T.AlertWork, T.Database, T.AlertQueries, T.AlertSettings, T.AlertDirectory, T.AlertChannel, T.Ids, T.Clock, T.Config]);
});

function settingsRepository(scope: SqlScope, cipher: CredentialCipher, { settings, slackWebhookUrl }: Config): KnexAlertSettingsRepository {
  const { ALERT_FAILURE_THRESHOLD: failureThreshold, ALERT_WINDOW_MINUTES: windowMinutes } = settings;
  const defaults = { emails: [], failureThreshold, windowMinutes, reminderHours: REMINDER_HOURS };
  return new KnexAlertSettingsRepository(scope, cipher, defaults, slackWebhookUrl);
}

function slackOptions({ production, slackAllowedHosts }: Config): { production: boolean; allowedHosts: readonly string[] } {
  return { production, allowedHosts: slackAllowedHosts };
}
