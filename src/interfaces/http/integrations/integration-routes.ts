import Joi from 'joi';
import type { CreateIntegration } from '../../../application/integrations/create-integration.js';
import type { DeleteIntegration } from '../../../application/integrations/delete-integration.js';
import type { GetIntegration } from '../../../application/integrations/get-integration.js';
import type { IntegrationView } from '../../../application/integrations/integration-view.js';
import type { ListIntegrations } from '../../../application/integrations/list-integrations.js';
import type { ListVendors } from '../../../application/integrations/list-vendors.js';
import type { TestIntegration } from '../../../application/integrations/test-integration.js';
import type { TestUnsavedConnection } from '../../../application/integrations/test-unsaved-connection.js';
import type { UpdateIntegration } from '../../../application/integrations/update-integration.js';
import { SYNC_INTERVAL_SECONDS } from '../../../domain/integrations/integration.js';
import { toIntegrationId } from '../../../domain/shared/identifiers.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route, RouteAnswer } from '../route.js';
import { pageQuery, toPage, uuid } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import { integrationPatch, newIntegration, unsavedConnection } from './integration-bodies.js';
import type { IntegrationPatch, NewIntegration, UnsavedConnection } from './integration-bodies.js';
import {
  connectionTestSchema,
  etagOf,
  integrationSchema,
  presentConnectionTest,
  presentIntegration,
  presentVendor,
  vendorSchema,
} from './integration-presenter.js';

export interface IntegrationUseCases {
  readonly vendors: ListVendors;
  readonly create: CreateIntegration;
  readonly list: ListIntegrations;
  readonly get: GetIntegration;
  readonly update: UpdateIntegration;
  readonly remove: DeleteIntegration;
  readonly test: TestIntegration;
  readonly testUnsaved: TestUnsavedConnection;
}

const BASE = '/api/v1/integrations';
const byId = Joi.object<{ id: string }>({ id: uuid.required() });

/** `publicUrl`: where the outside world reaches this service, or empty. */
export function integrationRoutes(use: IntegrationUseCases, publicUrl: string): readonly Route[] {
  const permission = 'integrations.manage' as const;
  const present = (view: IntegrationView): unknown => presentIntegration(view, publicUrl);
  const answerOne = (status: number, view: IntegrationView): RouteAnswer => ({ status, body: present(view), headers: { ETag: etagOf(view) } });
  return [
    route<unknown, PageQuery>({
      method: 'get',
      path: BASE,
      summary: 'List the integrations of the tenant',
      permission,
      limit: 'integration-read',
      query: Joi.object(pageQuery),
      responses: { 200: { description: 'Integrations, oldest first', schema: Joi.array().items(integrationSchema) } },
      handler: async ({ tenantId, query, url }) =>
        answerList(await use.list.execute(tenantId, toPage(query)), toPage(query), url, present),
    }),
    route({
      method: 'get',
      path: `${BASE}/vendors`,
      summary: 'The registry: which vendors can be connected, and what each needs',
      permission,
      limit: 'integration-read',
      responses: { 200: { description: 'Vendors', schema: Joi.array().items(vendorSchema) } },
      handler: () => Promise.resolve({ status: 200, body: use.vendors.execute().map(presentVendor) }),
    }),
    route<unknown, unknown, NewIntegration>({
      method: 'post',
      path: BASE,
      summary: 'Connect a vendor',
      permission,
      limit: 'integration-change',
      body: newIntegration,
      responses: { 201: { description: 'The integration', schema: integrationSchema } },
      handler: async ({ principal, tenantId, body }) => {
        const view = await use.create.execute({
          actorId: principal.userId,
          tenantId,
          vendor: body.vendor,
          integrationType: body.integration_type,
          displayName: body.display_name,
          credentials: body.credentials,
          config: body.config ?? {},
          syncIntervalSeconds: body.sync_interval_seconds ?? SYNC_INTERVAL_SECONDS.default,
        });
        const { status, body: answer, headers } = answerOne(201, view);
        return { status, body: answer, headers: { ...headers, Location: `${BASE}/${view.integration.id}` } };
      },
    }),
    route<unknown, unknown, UnsavedConnection>({
      method: 'post',
      path: `${BASE}/test`,
      readsOnly: true,
      summary: 'Try credentials before saving them; nothing is stored',
      permission,
      limit: 'integration-change',
      body: unsavedConnection,
      responses: { 200: { description: 'How it went; failure is a value', schema: connectionTestSchema } },
      handler: async ({ tenantId, body }) => {
        const { vendor, credentials, config = {} } = body;
        return { status: 200, body: presentConnectionTest(await use.testUnsaved.execute({ tenantId, vendor, credentials, config })) };
      },
    }),
    route<{ id: string }>({
      method: 'get',
      path: `${BASE}/:id`,
      summary: 'Read an integration',
      permission,
      limit: 'integration-read',
      params: byId,
      responses: { 200: { description: 'The integration', schema: integrationSchema } },
      handler: async ({ tenantId, params }) => answerOne(200, await use.get.execute(tenantId, toIntegrationId(params.id))),
    }),
    route<{ id: string }, unknown, IntegrationPatch>({
      method: 'patch',
      path: `${BASE}/:id`,
      summary: 'Change an integration; a masked credential keeps the stored one',
      permission,
      limit: 'integration-change',
      params: byId,
      body: integrationPatch,
      responses: { 200: { description: 'The integration', schema: integrationSchema } },
      handler: async ({ principal, tenantId, params, body, ifMatch }) => {
        const { display_name: displayName, sync_interval_seconds: syncIntervalSeconds, ...same } = body;
        const change = {
          ...same,
          ...(displayName !== undefined && { displayName }),
          ...(syncIntervalSeconds !== undefined && { syncIntervalSeconds }),
        };
        const id = toIntegrationId(params.id);
        const input = { actorId: principal.userId, tenantId, id, change, expectedVersion: ifMatch };
        return answerOne(200, await use.update.execute(input));
      },
    }),
    route<{ id: string }>({
      method: 'delete',
      path: `${BASE}/:id`,
      summary: 'Disconnect a vendor; credentials are erased, drivers and history stay readable',
      permission,
      limit: 'integration-change',
      params: byId,
      responses: { 204: { description: 'Disconnected' } },
      handler: async ({ principal, tenantId, params }) => {
        await use.remove.execute(principal.userId, tenantId, toIntegrationId(params.id));
        return { status: 204 };
      },
    }),
    route<{ id: string }>({
      method: 'post',
      path: `${BASE}/:id/test`,
      summary: 'Try a stored integration: ACTIVE when it works, ERROR when not',
      permission,
      limit: 'integration-change',
      params: byId,
      responses: { 200: { description: 'How it went; failure is a value', schema: connectionTestSchema } },
      handler: async ({ tenantId, params }) => ({
        status: 200,
        body: presentConnectionTest(await use.test.execute(tenantId, toIntegrationId(params.id))),
      }),
    }),
  ];
}
