import Joi from 'joi';
import type { OwnAccount } from '../../../application/identity/get-own-account.js';
import type { RecordedAuditEntry } from '../../../application/identity/recorded-audit-entry.js';
import { PERMISSIONS, ROLES } from '../../../domain/identity/role.js';
import type { Tenant } from '../../../domain/identity/tenant.js';
import type { User } from '../../../domain/identity/user.js';
import { answerTime, nullable } from '../schemas.js';

export const tenantSchema = Joi.object({
  id: Joi.string().required(),
  name: Joi.string().required(),
  is_active: Joi.boolean().required(),
  created_at: answerTime.required(),
});

export function presentTenant({ id, name, isActive, createdAt }: Tenant): unknown {
  return { id, name, is_active: isActive, created_at: createdAt };
}

const role = Joi.string().valid(...ROLES);
const permissions = Joi.array().items(Joi.string().valid(...PERMISSIONS));

export const userSchema = Joi.object({
  id: Joi.string().required(),
  email: Joi.string().required(),
  name: nullable(Joi.string()),
  role: role.required(),
  permissions: permissions.required(),
  driver_id: nullable(Joi.string()),
  is_active: Joi.boolean().required(),
  created_at: answerTime.required(),
});

export function presentUser(user: User): unknown {
  return {
    id: user.id,
    email: user.email,
    name: user.name ?? null,
    role: user.role,
    permissions: user.permissions,
    driver_id: user.driverId ?? null,
    is_active: user.isActive,
    created_at: user.createdAt,
  };
}

export const ownAccountSchema = Joi.object({
  id: Joi.string().required(),
  tenant_id: Joi.string().required(),
  email: nullable(Joi.string()),
  name: nullable(Joi.string()),
  role: role.required(),
  permissions: permissions.required(),
  driver_id: nullable(Joi.string()),
});

export function presentOwnAccount({ principal, user }: OwnAccount): unknown {
  return {
    id: principal.userId,
    tenant_id: principal.tenantId,
    email: user?.email ?? principal.email ?? null,
    name: user?.name ?? null,
    role: principal.role,
    permissions: principal.permissions,
    driver_id: principal.driverId ?? null,
  };
}

export const auditSchema = Joi.object({
  id: Joi.string().required(),
  at: answerTime.required(),
  actor_id: Joi.string().required(),
  action: Joi.string().required(),
  subject_type: Joi.string().required(),
  subject_id: Joi.string().required(),
  detail: Joi.object().required(),
});

export function presentAudit(entry: RecordedAuditEntry): unknown {
  const { id, at, actorId, action, subjectType, subjectId, detail } = entry;
  return { id, at, actor_id: actorId, action, subject_type: subjectType, subject_id: subjectId, detail };
}
