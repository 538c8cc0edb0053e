import Joi from 'joi';
import type { AuthorizeMetrics } from '../../../application/identity/authorize-metrics.js';
import type { MetricsPage } from '../../../application/shared/metrics-page.js';
import type { Readiness } from '../../../application/shared/readiness.js';
import { HttpError } from '../problem.js';
import { PROBLEMS } from '../problem-table.js';
import { publicRoute } from '../route.js';
import type { Route } from '../route.js';
import { text } from '../schemas.js';

export interface OperationsUseCases {
  readonly readiness: Readiness;
  readonly metrics: MetricsPage;
  readonly authorizeMetrics: AuthorizeMetrics;
}

const statusSchema = Joi.object({ status: Joi.string().required(), checks: Joi.object().unknown() });

export function operationsRoutes(use: OperationsUseCases): readonly Route[] {
  return [
    publicRoute({
      method: 'get',
      path: '/health/live',
      summary: 'Whether the process runs',
      permission: 'public',
      responses: { 200: { description: 'It does', schema: statusSchema } },
      handler: () => Promise.resolve({ status: 200, body: { status: 'live' } }),
    }),
    publicRoute({
      method: 'get',
      path: '/health/ready',
      summary: 'Whether this replica can serve',
      permission: 'public',
      responses: {
        200: { description: 'Ready', schema: statusSchema },
        503: { description: 'Not ready, or stopping', schema: statusSchema },
      },
      handler: async () => {
        const { ready, checks } = await use.readiness.check();
        return { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'not-ready', checks } };
      },
    }),
    publicRoute({
      method: 'get',
      path: '/metrics',
      summary: 'Metrics for Prometheus; an administrator’s token or METRICS_TOKEN',
      permission: 'public',
      responses: { 200: { description: 'Prometheus text' }, 401: { description: 'No token' }, 403: { description: 'Not an administrator' } },
      handler: async ({ bearer }) => {
        await use.authorizeMetrics.execute(bearer?.reveal());
        return { status: 200, text: await use.metrics.render() };
      },
    }),
    publicRoute<{ code: string }>({
      method: 'get',
      path: '/problems/:code',
      summary: 'What a problem code means and what to do',
      permission: 'public',
      params: Joi.object({ code: text(100).required() }),
      responses: { 200: { description: 'The explanation', schema: Joi.object().unknown() } },
      handler: ({ params }) => {
        const found = Object.entries(PROBLEMS).find(([code]) => code === params.code);
        if (found === undefined) return Promise.reject(new HttpError('route-not-found', 'There is no such problem code.'));
        return Promise.resolve({ status: 200, body: { code: found[0], ...found[1] } });
      },
    }),
  ];
}
