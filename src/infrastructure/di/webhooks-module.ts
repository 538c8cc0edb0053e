import { ContainerModule } from 'inversify';
import { ProcessWebhooks } from '../../application/integrations/process-webhooks.js';
import { ReceiveWebhook } from '../../application/integrations/receive-webhook.js';
import { StartSync } from '../../application/sync-history/start-sync.js';
import { WEBHOOK_TIMING } from '../../domain/integrations/webhook-timing.js';
import { KnexLinkedDrivers } from '../persistence/fleet-data/knex-linked-drivers.js';
import { KnexWebhookAddresses } from '../persistence/integrations/knex-webhook-addresses.js';
import { KnexWebhookInbox } from '../persistence/integrations/knex-webhook-inbox.js';
import { UseCaseWebhookEffects } from '../scheduling/use-case-webhook-effects.js';
import { WebhookJob } from '../scheduling/webhook-job.js';
import { provide, token } from './token.js';
import { T } from './tokens.js';

/** What the route of this context is given. */
export const WEBHOOKS = token<ReceiveWebhook>('ReceiveWebhook');

export const webhooksModule = new ContainerModule((to) => {
  provide(to, T.VendorWebhooks, (folders) => ({ find: (vendor) => folders.definition(vendor)?.webhook }), [T.VendorFolders]);
  to.bind(T.WebhookTiming).toConstantValue(WEBHOOK_TIMING);
  provide(to, T.WebhookInbox, (database, { leaseSeconds }) => new KnexWebhookInbox(database, leaseSeconds), [T.Database, T.WebhookTiming]);
  provide(to, T.WebhookAddresses, (database) => new KnexWebhookAddresses(database), [T.Database]);
  provide(
    to,
    T.StartSync,
    (targets, runs, perform, stop) => new StartSync(targets, runs, perform, stop),
    [T.SyncTargets, T.SyncRuns, T.PerformSyncRun, T.Stop],
  );
  provide(
    to,
    T.WebhookEffects,
    (database, live, sync) => new UseCaseWebhookEffects(new KnexLinkedDrivers(database), live, sync),
    [T.Database, T.LiveHosReads, T.StartSync],
  );
  provide(
    to,
    T.ProcessWebhooks,
    (inbox, integrations, webhooks, effects, logger, { rosterSettlesMs }) =>
      new ProcessWebhooks(inbox, integrations, webhooks, effects, logger, rosterSettlesMs),
    [T.WebhookInbox, T.Integrations, T.VendorWebhooks, T.WebhookEffects, T.Logger, T.WebhookTiming],
  );
  provide(to, T.WebhookJob, (webhooks, timer, logger) => new WebhookJob(webhooks, timer, logger), [T.ProcessWebhooks, T.Timer, T.Logger]);
  provide(
    to,
    WEBHOOKS,
    (registry, webhooks, addresses, credentials, inbox, job, ids, clock, logger, { rosterSettlesMs }) =>
      new ReceiveWebhook({ registry, webhooks, addresses, credentials, inbox, wake: () => { job.wake(); }, rosterSettlesMs, ids, clock, logger }),
    [T.VendorRegistry, T.VendorWebhooks, T.WebhookAddresses, T.Credentials, T.WebhookInbox, T.WebhookJob, T.Ids, T.Clock, T.Logger, T.WebhookTiming],
  );
});
