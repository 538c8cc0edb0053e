import type { Permit, RequestLimit, RequestLimiter } from '../../../application/identity/ports/request-limiter.js';
import type { Database } from '../database.js';

/** Keeps the newest `limit` hits of a key; a hit is refused while the oldest of a full list is inside the window. */
const TAKE = `
  insert into request_window as w (key, hits) values ($1, array[clock_timestamp()])
  on conflict (key) do update
    set hits = (w.hits || clock_timestamp())[greatest(1, cardinality(w.hits) + 2 - $2::int):], touched_at = clock_timestamp()
    where cardinality(w.hits) < $2::int
       or w.hits[cardinality(w.hits) + 1 - $2::int] <= clock_timestamp() - make_interval(secs => $3)
  returning hits, hits[cardinality(hits)]::text as receipt, clock_timestamp() as now`;

const BLOCKED_UNTIL = `
  select extract(epoch from hits[cardinality(hits) + 1 - $2::int] + make_interval(secs => $3) - clock_timestamp()) * 1000 as wait
  from request_window where key = $1`;

const GIVE_BACK = 'update request_window set hits = array_remove(hits, $2::timestamptz) where key = $1';

/** Exact sliding windows in PostgreSQL, one statement per permit. */
export class KnexRequestLimiter implements RequestLimiter {
  constructor(private readonly database: Database) {}

  async take(key: string, { limit, windowSeconds }: RequestLimit): Promise<Permit> {
    const [taken] = await this.database.prepared<{ hits: Date[]; receipt: string; now: Date }>('take-request-permit', TAKE, [
      key,
      limit,
      windowSeconds,
    ]);
    if (taken === undefined) return { granted: false, retryAfterMs: await this.wait(key, { limit, windowSeconds }) };
    const opened = taken.now.getTime() - windowSeconds * 1000;
    const inside = taken.hits.filter((hit) => hit.getTime() > opened);
    const oldest = inside[0]?.getTime() ?? taken.now.getTime();
    return { granted: true, remaining: limit - inside.length, resetMs: Math.max(0, oldest - opened), receipt: taken.receipt };
  }

  async giveBack(key: string, receipt: string): Promise<void> {
    await this.database.prepared('give-back-request-permit', GIVE_BACK, [key, receipt]);
  }

  private async wait(key: string, { limit, windowSeconds }: RequestLimit): Promise<number> {
    const [blocked] = await this.database.prepared<{ wait: string | null }>('wait-request-permit', BLOCKED_UNTIL, [
      key,
      limit,
      windowSeconds,
    ]);
    return Math.max(1, Math.ceil(Number(blocked?.wait ?? 1)));
  }
}
