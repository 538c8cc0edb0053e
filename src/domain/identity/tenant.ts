import type { TenantId } from '../shared/identifiers.js';

/** One company. */
export interface Tenant {
  readonly id: TenantId;
  readonly name: string;
  readonly isActive: boolean;
  readonly createdAt: Date;
}
