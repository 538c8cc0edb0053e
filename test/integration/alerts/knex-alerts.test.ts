import { expect } from 'chai';
import { describeAlertDirectory } from '../../contracts/alerts/alert-directory.contract.js';
import { describeAlertQueries } from '../../contracts/alerts/alert-queries.contract.js';
import { WEBHOOK, describeAlertSettingsRepository } from '../../contracts/alerts/alert-settings-repository.contract.js';
import { describeFailureLog } from '../../contracts/alerts/failure-log.contract.js';
import { describeIncidentRepository } from '../../contracts/alerts/incident-repository.contract.js';
import { useAlerts } from '../../contracts/alerts/open-alerts.js';
import { describeOutbox } from '../../contracts/alerts/outbox.contract.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { DEFAULT_SETTINGS } from '../../support/doubles/alerts/in-memory-alert-settings.js';
import { alertRepositories, openKnexAlerts } from './knex-alerts.js';
import type { KnexAlerts } from './knex-alerts.js';

describeIncidentRepository('PostgreSQL', openKnexAlerts);
describeFailureLog('PostgreSQL', openKnexAlerts);
describeAlertSettingsRepository('PostgreSQL', openKnexAlerts);
describeAlertDirectory('PostgreSQL', openKnexAlerts);
describeOutbox('PostgreSQL', openKnexAlerts);
describeAlertQueries('PostgreSQL', openKnexAlerts);

describe('The Slack webhook in PostgreSQL', () => {
  let knex: KnexAlerts;
  const opened = useAlerts(async () => {
    knex = await openKnexAlerts();
    return knex;
  });

  it('is sealed, and does not open in another tenant’s row', async () => {
    const { settings } = opened().repositories;
    const [mine, theirs] = [await opened().tenant(), await opened().tenant()];
    await settings.save(mine, { ...DEFAULT_SETTINGS, slackWebhookUrl: new Secret(WEBHOOK) });
    const rows = await knex.database.system((sql) => sql('alert_settings').select<{ slack_envelope: string }[]>('*'));
    expect(JSON.stringify(rows)).to.not.include('canary-webhook');
    await knex.database.system((sql) => sql('alert_settings').where({ tenant_id: mine }).update({ tenant_id: theirs }));
    expect((await settings.get(theirs)).slackWebhookUrl).to.equal(undefined);
  });

  it('of the installation is the default tenant’s alone, until that tenant says otherwise', async () => {
    const { settings } = alertRepositories(knex.database, new Secret(WEBHOOK));
    const [home, other] = [await opened().tenant('Default'), await opened().tenant('Acme')];
    expect((await settings.get(home)).slackWebhookUrl?.reveal()).to.equal(WEBHOOK);
    expect((await settings.get(other)).slackWebhookUrl).to.equal(undefined);
    await settings.save(home, DEFAULT_SETTINGS);
    expect((await settings.get(home)).slackWebhookUrl).to.equal(undefined);
  });
});
