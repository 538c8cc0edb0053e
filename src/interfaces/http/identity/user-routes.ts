import Joi from 'joi';
import type { CreateUser } from '../../../application/identity/create-user.js';
import type { DeleteUser } from '../../../application/identity/delete-user.js';
import type { GetUser } from '../../../application/identity/get-user.js';
import type { ListAudit } from '../../../application/identity/list-audit.js';
import type { ListUsers } from '../../../application/identity/list-users.js';
import type { UpdateUser } from '../../../application/identity/update-user.js';
import { PERMISSIONS, ROLES } from '../../../domain/identity/role.js';
import type { Permission, Role } from '../../../domain/identity/role.js';
import type { UserChange } from '../../../domain/identity/user.js';
import { toDriverId, toUserId } from '../../../domain/shared/identifiers.js';
import { Secret } from '../../../domain/shared/secret.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { email, nameId, pageQuery, password, text, toPage, uuid } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import { auditSchema, presentAudit, presentUser, userSchema } from './identity-presenter.js';

export interface UserUseCases {
  readonly create: CreateUser;
  readonly list: ListUsers;
  readonly get: GetUser;
  readonly update: UpdateUser;
  readonly remove: DeleteUser;
  readonly audit: ListAudit;
}

interface NewUser {
  readonly email: string;
  readonly name?: string;
  readonly password: string;
  readonly role: Role;
  readonly permissions?: readonly Permission[];
  readonly driver_id?: string;
}

interface UserPatch {
  readonly name?: string | null;
  readonly password?: string;
  readonly role?: Role;
  readonly permissions?: readonly Permission[];
  readonly driver_id?: string | null;
  readonly is_active?: boolean;
}

const role = Joi.string().valid(...ROLES);
const permissions = Joi.array().items(Joi.string().valid(...PERMISSIONS)).unique();
const byId = Joi.object<{ id: string }>({ id: uuid.required() });

const newUser = Joi.object<NewUser>({
  email: email.required(),
  name: text(200),
  password: password.required(),
  role: role.required(),
  permissions,
  driver_id: nameId,
});

const userPatch = Joi.object<UserPatch>({
  name: text(200).allow(null),
  password,
  role,
  permissions,
  driver_id: nameId.allow(null),
  is_active: Joi.boolean(),
}).min(1);

export function userRoutes(use: UserUseCases): readonly Route[] {
  return [
    route<unknown, unknown, NewUser>({
      method: 'post',
      path: '/api/v1/users',
      summary: 'Add a user to the tenant',
      permission: 'administration',
      body: newUser,
      responses: { 201: { description: 'The user', schema: userSchema } },
      handler: async ({ principal, tenantId, body }) => {
        const user = await use.create.execute({
          actor: principal,
          tenantId,
          email: body.email,
          name: body.name,
          password: new Secret(body.password),
          role: body.role,
          permissions: body.permissions ?? [],
          driverId: body.driver_id === undefined ? undefined : toDriverId(body.driver_id),
        });
        return { status: 201, body: presentUser(user) };
      },
    }),
    route<unknown, PageQuery>({
      method: 'get',
      path: '/api/v1/users',
      summary: 'List the users of the tenant',
      permission: 'administration',
      query: Joi.object(pageQuery),
      responses: { 200: { description: 'Users, oldest first', schema: Joi.array().items(userSchema) } },
      handler: async ({ tenantId, query, url }) =>
        answerList(await use.list.execute(tenantId, toPage(query)), toPage(query), url, presentUser),
    }),
    route<{ id: string }>({
      method: 'get',
      path: '/api/v1/users/:id',
      summary: 'Read a user',
      permission: 'administration',
      params: byId,
      responses: { 200: { description: 'The user', schema: userSchema } },
      handler: async ({ tenantId, params }) => ({
        status: 200,
        body: presentUser(await use.get.execute(tenantId, toUserId(params.id))),
      }),
    }),
    route<{ id: string }, unknown, UserPatch>({
      method: 'patch',
      path: '/api/v1/users/:id',
      summary: 'Change a user; when their rights change their sessions end',
      permission: 'administration',
      params: byId,
      body: userPatch,
      responses: { 200: { description: 'The user', schema: userSchema } },
      handler: async ({ principal, tenantId, params, body }) => {
        const secret = body.password === undefined ? undefined : new Secret(body.password);
        const input = { actor: principal, tenantId, userId: toUserId(params.id), change: changeOf(body), password: secret };
        return { status: 200, body: presentUser(await use.update.execute(input)) };
      },
    }),
    route<{ id: string }>({
      method: 'delete',
      path: '/api/v1/users/:id',
      summary: 'Remove a user',
      permission: 'administration',
      params: byId,
      responses: { 204: { description: 'Removed' } },
      handler: async ({ principal, tenantId, params }) => {
        await use.remove.execute(principal, tenantId, toUserId(params.id));
        return { status: 204 };
      },
    }),
    route<unknown, PageQuery>({
      method: 'get',
      path: '/api/v1/audit',
      summary: 'Who changed what',
      permission: 'administration',
      query: Joi.object(pageQuery),
      responses: { 200: { description: 'Entries, newest first', schema: Joi.array().items(auditSchema) } },
      handler: async ({ tenantId, query, url }) =>
        answerList(await use.audit.execute(tenantId, toPage(query)), toPage(query), url, presentAudit),
    }),
  ];
}

function changeOf(body: UserPatch): Omit<UserChange, 'passwordHash'> {
  const { name, role: newRole, permissions: granted, driver_id: driver, is_active: isActive } = body;
  return {
    ...(name !== undefined && { name: name ?? undefined }),
    ...(newRole !== undefined && { role: newRole }),
    ...(granted !== undefined && { permissions: granted }),
    ...(driver !== undefined && { driverId: driver === null ? undefined : toDriverId(driver) }),
    ...(isActive !== undefined && { isActive }),
  };
}
