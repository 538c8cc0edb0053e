import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Permit, RequestLimit, RequestLimiter } from './ports/request-limiter.js';

/** Counts a tenant's requests of one kind over all replicas. */
export class LimitRequests {
  constructor(private readonly limiter: RequestLimiter) {}

  execute(tenantId: TenantId, kind: string, limit: RequestLimit): Promise<Permit> {
    return this.limiter.take(`${kind}:${tenantId}`, limit);
  }
}
