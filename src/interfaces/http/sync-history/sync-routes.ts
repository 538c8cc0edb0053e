import Joi from 'joi';
import type { GetIntegrationHealth } from '../../../application/integrations/get-integration-health.js';
import type { GetSyncStatistics } from '../../../application/sync-history/get-sync-statistics.js';
import type { ListSyncRuns } from '../../../application/sync-history/list-sync-runs.js';
import type { RequestSync } from '../../../application/sync-history/request-sync.js';
import { toIntegrationId } from '../../../domain/shared/identifiers.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { pageQuery, toPage, uuid } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import { healthSchema, presentHealth } from './health-presenter.js';
import {
  presentSyncResult,
  presentSyncRun,
  presentSyncRunning,
  presentSyncStatistics,
  syncResultSchema,
  syncRunSchema,
  syncRunningSchema,
  syncStatisticsSchema,
} from './sync-presenter.js';

export interface SyncUseCases {
  readonly request: RequestSync;
  readonly list: ListSyncRuns;
  readonly statistics: GetSyncStatistics;
  readonly health: GetIntegrationHealth;
}

const BASE = '/api/v1/integrations/:id';
const byId = Joi.object<{ id: string }>({ id: uuid.required() });

export function syncRoutes(use: SyncUseCases): readonly Route[] {
  const permission = 'integrations.manage' as const;
  return [
    route<{ id: string }, { confirm_roster: boolean }>({
      method: 'post',
      path: `${BASE}/sync`,
      summary: 'Sync now; a second request joins the run that is going on',
      permission,
      limit: 'integration-change',
      params: byId,
      query: Joi.object({ confirm_roster: Joi.boolean().default(false) }),
      responses: {
        200: { description: 'The finished run', schema: syncResultSchema },
        202: { description: 'Still going after 25 seconds', schema: syncRunningSchema },
      },
      handler: async ({ tenantId, params, query }) => {
        const integrationId = toIntegrationId(params.id);
        const run = await use.request.execute({ tenantId, integrationId, rosterConfirmed: query.confirm_roster });
        return run.status === 'running' ? { status: 202, body: presentSyncRunning(run) } : { status: 200, body: presentSyncResult(run) };
      },
    }),
    route<{ id: string }, PageQuery>({
      method: 'get',
      path: `${BASE}/sync-history`,
      summary: 'The runs of an integration, also of a deleted one',
      permission,
      limit: 'integration-read',
      params: byId,
      query: Joi.object(pageQuery),
      responses: { 200: { description: 'Runs, newest first', schema: Joi.array().items(syncRunSchema) } },
      handler: async ({ tenantId, params, query, url }) =>
        answerList(await use.list.execute(tenantId, toIntegrationId(params.id), toPage(query)), toPage(query), url, presentSyncRun),
    }),
    route<{ id: string }>({
      method: 'get',
      path: `${BASE}/sync-history/stats`,
      summary: 'How the runs of an integration have gone',
      permission,
      limit: 'integration-read',
      params: byId,
      responses: { 200: { description: 'Sums and averages', schema: syncStatisticsSchema } },
      handler: async ({ tenantId, params }) => ({
        status: 200,
        body: presentSyncStatistics(await use.statistics.execute(tenantId, toIntegrationId(params.id))),
      }),
    }),
    route<{ id: string }>({
      method: 'get',
      path: `${BASE}/health`,
      summary: 'How a connection is doing',
      permission,
      limit: 'integration-read',
      params: byId,
      responses: { 200: { description: 'Status, last sync, freshness of the fleet', schema: healthSchema } },
      handler: async ({ tenantId, params }) => {
        const id = toIntegrationId(params.id);
        const health = await use.health.execute(tenantId, id);
        const { items } = await use.list.execute(tenantId, id, { limit: 1, offset: 0 });
        return { status: 200, body: presentHealth(health, items[0]) };
      },
    }),
  ];
}
