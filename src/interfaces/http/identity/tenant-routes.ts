import Joi from 'joi';
import type { CreateTenant } from '../../../application/identity/create-tenant.js';
import type { GetTenant } from '../../../application/identity/get-tenant.js';
import type { ListTenants } from '../../../application/identity/list-tenants.js';
import type { UpdateTenant } from '../../../application/identity/update-tenant.js';
import { toTenantId } from '../../../domain/shared/identifiers.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { pageQuery, text, toPage, uuid } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import { presentTenant, tenantSchema } from './identity-presenter.js';

export interface TenantUseCases {
  readonly create: CreateTenant;
  readonly list: ListTenants;
  readonly get: GetTenant;
  readonly update: UpdateTenant;
}

const byId = Joi.object<{ id: string }>({ id: uuid.required() });

export function tenantRoutes(use: TenantUseCases): readonly Route[] {
  return [
    route<unknown, unknown, { name: string }>({
      method: 'post',
      path: '/api/v1/tenants',
      summary: 'Make a tenant',
      permission: 'tenants.manage',
      body: Joi.object({ name: text(200).required() }),
      responses: { 201: { description: 'The tenant', schema: tenantSchema } },
      handler: async ({ principal, body }) => ({ status: 201, body: presentTenant(await use.create.execute(principal, body.name)) }),
    }),
    route<unknown, PageQuery>({
      method: 'get',
      path: '/api/v1/tenants',
      summary: 'List tenants',
      permission: 'tenants.manage',
      query: Joi.object(pageQuery),
      responses: { 200: { description: 'Tenants, oldest first', schema: Joi.array().items(tenantSchema) } },
      handler: async ({ query, url }) => answerList(await use.list.execute(toPage(query)), toPage(query), url, presentTenant),
    }),
    route<{ id: string }>({
      method: 'get',
      path: '/api/v1/tenants/:id',
      summary: 'Read a tenant',
      permission: 'tenants.manage',
      params: byId,
      responses: { 200: { description: 'The tenant', schema: tenantSchema } },
      handler: async ({ params }) => ({ status: 200, body: presentTenant(await use.get.execute(toTenantId(params.id))) }),
    }),
    route<{ id: string }, unknown, { name?: string; is_active?: boolean }>({
      method: 'patch',
      path: '/api/v1/tenants/:id',
      summary: 'Rename a tenant or switch it on or off',
      permission: 'tenants.manage',
      params: byId,
      body: Joi.object<{ name?: string; is_active?: boolean }>({ name: text(200), is_active: Joi.boolean() }).min(1),
      responses: { 200: { description: 'The tenant', schema: tenantSchema } },
      handler: async ({ principal, params, body }) => {
        const { name, is_active: isActive } = body;
        const change = { ...(name !== undefined && { name }), ...(isActive !== undefined && { isActive }) };
        const tenant = await use.update.execute({ actor: principal, tenantId: toTenantId(params.id), change });
        return { status: 200, body: presentTenant(tenant) };
      },
    }),
  ];
}
