import Joi from 'joi';
import type { GetLoad } from '../../../application/fleet-data/get-load.js';
import type { ListLoads } from '../../../application/fleet-data/list-loads.js';
import { toLoadId } from '../../../domain/shared/identifiers.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { nameId, pageQuery, toPage } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import { loadSchema, presentLoad } from './load-presenter.js';

export interface LoadUseCases {
  readonly list: ListLoads;
  readonly get: GetLoad;
}

interface LoadsQuery extends PageQuery {
  readonly status: 'active' | 'all';
}

export function loadRoutes(use: LoadUseCases): readonly Route[] {
  return [
    route<unknown, LoadsQuery>({
      method: 'get',
      path: '/api/v1/loads',
      summary: 'The tenant’s loads by pickup appointment: stored while they are young, else read from the TMS',
      permission: 'fleet.use',
      query: Joi.object({ status: Joi.string().valid('active', 'all').default('active').description('`active`: neither DELIVERED nor CANCELLED, and not gone from the TMS'), ...pageQuery }),
      responses: { 200: { description: 'Loads', schema: Joi.array().items(loadSchema) } },
      handler: async ({ tenantId, query, url }) =>
        answerList(await use.list.execute(tenantId, query.status, toPage(query)), toPage(query), url, presentLoad),
    }),
    route<{ loadId: string }>({
      method: 'get',
      path: '/api/v1/loads/:loadId',
      summary: 'Read a load: stored while it is young, else from the TMS',
      permission: 'fleet.use',
      params: Joi.object<{ loadId: string }>({ loadId: nameId.required() }),
      responses: { 200: { description: 'The load', schema: loadSchema } },
      handler: async ({ tenantId, params }) => ({
        status: 200,
        body: presentLoad(await use.get.execute(tenantId, toLoadId(params.loadId))),
      }),
    }),
  ];
}
