import type { UserRepository } from '../../../application/identity/ports/user-repository.js';
import { EmailTakenError } from '../../../domain/identity/errors.js';
import type { Permission, Role } from '../../../domain/identity/role.js';
import type { User } from '../../../domain/identity/user.js';
import { toDriverId, toTenantId, toUserId } from '../../../domain/shared/identifiers.js';
import type { TenantId, UserId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SqlScope } from '../database.js';
import { isUniqueViolation } from '../postgres-error.js';

interface UserRow {
  id: string;
  tenant_id: string;
  email: string;
  name: string | null;
  password_hash: string;
  role: string;
  permissions: readonly string[];
  driver_id: string | null;
  is_active: boolean;
  created_at: Date;
}

export class KnexUserRepository implements UserRepository {
  constructor(private readonly scope: SqlScope) {}

  find(tenantId: TenantId, userId: UserId): Promise<User | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      // The `sub` of a foreign token need not be a UUID.
      const row = await sql<UserRow>('app_user').where({ tenant_id: tenantId }).whereRaw('id::text = ?', [userId]).first();
      return row && toUser(row);
    });
  }

  findByEmail(email: string): Promise<User | undefined> {
    return this.scope.system(async (sql) => {
      const row = await sql<UserRow>('app_user').whereRaw('lower(email) = lower(?)', [email]).first();
      return row && toUser(row);
    });
  }

  list(tenantId: TenantId, { limit, offset }: PageRequest): Promise<Page<User>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const mine = sql<UserRow>('app_user').where({ tenant_id: tenantId });
      const rows = await mine.clone().orderBy(['created_at', 'id']).limit(limit).offset(offset);
      const counted = await mine.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toUser), total: counted[0]?.total ?? 0 };
    });
  }

  count(): Promise<number> {
    return this.scope.system(async (sql) => {
      const counted = await sql('app_user').count<{ total: number }[]>({ total: '*' });
      return counted[0]?.total ?? 0;
    });
  }

  async add(user: User): Promise<void> {
    try {
      await this.scope.tenant(user.tenantId, (sql) => sql('app_user').insert(toRow(user)));
    } catch (error) {
      if (isUniqueViolation(error, 'app_user_email')) throw new EmailTakenError();
      throw error;
    }
  }

  async save(user: User): Promise<void> {
    const { id, tenant_id, ...fields } = toRow(user);
    await this.scope.tenant(user.tenantId, (sql) => sql('app_user').where({ id, tenant_id }).update(fields));
  }

  async remove(tenantId: TenantId, userId: UserId): Promise<void> {
    await this.scope.tenant(tenantId, (sql) => sql('app_user').where({ tenant_id: tenantId, id: userId }).delete());
  }
}

function toUser(row: UserRow): User {
  return {
    id: toUserId(row.id),
    tenantId: toTenantId(row.tenant_id),
    email: row.email,
    name: row.name ?? undefined,
    passwordHash: row.password_hash,
    role: row.role as Role,
    permissions: row.permissions as readonly Permission[],
    driverId: row.driver_id === null ? undefined : toDriverId(row.driver_id),
    isActive: row.is_active,
    createdAt: row.created_at,
  };
}

function toRow(user: User): UserRow {
  return {
    id: user.id,
    tenant_id: user.tenantId,
    email: user.email,
    name: user.name ?? null,
    password_hash: user.passwordHash,
    role: user.role,
    permissions: [...user.permissions],
    driver_id: user.driverId ?? null,
    is_active: user.isActive,
    created_at: user.createdAt,
  };
}
