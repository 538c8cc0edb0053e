import type { PermitOrder, RatePermit, VendorRateStore } from '../../../application/integrations/ports/vendor-rate-store.js';
import type { Database } from '../database.js';
import { translateDatabaseError } from '../translate-database-error.js';

/**
 * One statement per permit: the row's lock makes replicas take turns, `hits` holds the last `permits` times, waiting ones
 * included. A permit is written only when it comes within the patience (0 for background work).
 */
const TAKE = `
  insert into vendor_permit as p (account, hits) values ($1, array[clock_timestamp()])
  on conflict (account) do update
    set hits = (p.hits || greatest(clock_timestamp(), p.hits[cardinality(p.hits) + 1 - $2::int] + make_interval(secs => $3::float8)))
               [greatest(1, cardinality(p.hits) + 2 - $2::int):]
    where cardinality(p.hits) < $2::int
       or p.hits[cardinality(p.hits) + 1 - $2::int] + make_interval(secs => $3::float8) <= clock_timestamp() + make_interval(secs => $4::float8)
  returning greatest(0, extract(epoch from hits[cardinality(hits)] - clock_timestamp()))::float8 * 1000 as wait`;

const REFUSED = `
  select greatest(0, extract(epoch from hits[cardinality(hits) + 1 - $2::int] + make_interval(secs => $3::float8) - clock_timestamp()))::float8 * 1000
    as wait
  from vendor_permit where account = $1`;

export class KnexVendorRateStore implements VendorRateStore {
  constructor(private readonly database: Database) {}

  async take(account: string, { rate, priority, patienceMs }: PermitOrder): Promise<RatePermit> {
    const patience = priority === 'user' ? patienceMs / 1000 : 0;
    const window = rate.windowMs / 1000;
    try {
      const [taken] = await this.database.prepared<{ wait: number }>('take-vendor-permit', TAKE, [account, rate.permits, window, patience]);
      if (taken !== undefined) return { taken: true, waitMs: Math.ceil(taken.wait) };
      const [refused] = await this.database.prepared<{ wait: number }>('refused-vendor-permit', REFUSED, [account, rate.permits, window]);
      return { taken: false, waitMs: Math.max(1, Math.ceil(refused?.wait ?? 1)) };
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }
}
