import Joi from 'joi';
import type { ListCircuits } from '../../../application/integrations/list-circuits.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { pageQuery, toPage } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import { knownCircuitSchema, presentKnownCircuit } from './circuit-presenter.js';

export function circuitRoutes(circuits: ListCircuits): readonly Route[] {
  return [
    route<unknown, PageQuery>({
      method: 'get',
      path: '/api/v1/monitoring/circuits',
      summary: 'Every circuit of the tenant; a SUPER_ADMIN who names no tenant sees all',
      permission: 'administration',
      query: Joi.object(pageQuery),
      responses: { 200: { description: 'Circuits', schema: Joi.array().items(knownCircuitSchema) } },
      handler: async ({ principal, tenantId, tenantNamed, query, url }) => {
        const everywhere = principal.role === 'SUPER_ADMIN' && !tenantNamed;
        const found = await circuits.execute(everywhere ? undefined : tenantId, toPage(query));
        return answerList(found, toPage(query), url, presentKnownCircuit);
      },
    }),
  ];
}
