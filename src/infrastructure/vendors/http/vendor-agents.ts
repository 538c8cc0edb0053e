import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { EgressGuard } from './egress-guard.js';

export interface VendorAgents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

const POOL = { keepAlive: true, timeout: 30_000 } as const;
const pools = new WeakMap<EgressGuard, VendorAgents>();

/**
 * The connection pool that belongs to a guard: one pair for all vendors of the process, since the process has one guard.
 * A socket is only ever reused by clients that trust the guard which let it be opened.
 */
export function agentsFor(guard: EgressGuard): VendorAgents {
  const known = pools.get(guard);
  if (known !== undefined) return known;
  const lookup = guard.lookup;
  const agents = {
    httpAgent: new HttpAgent({ ...POOL, lookup }),
    httpsAgent: new HttpsAgent({ ...POOL, lookup, minVersion: 'TLSv1.2', rejectUnauthorized: true }),
  };
  pools.set(guard, agents);
  return agents;
}
