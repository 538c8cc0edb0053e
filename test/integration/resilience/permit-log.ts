import pg from 'pg';
import { ServiceProcess } from '../../support/service-process.js';
import { openTestDatabase } from '../../support/test-database.js';

/** Notes every permit at the moment the database gives it, and every request that is sent, by the database's clock. */
const LOG = `
  create table permit_log (account text, at timestamptz);
  create table sent (account text, priority text, at timestamptz);
  create function log_permit() returns trigger language plpgsql security definer as $$
  begin
    insert into permit_log values (new.account, new.hits[cardinality(new.hits)]);
    return null;
  end $$;
  create trigger log_permit after insert or update on vendor_permit for each row execute function log_permit();
  grant insert, select on sent to fleetbridge_service;`;

const MICROSECONDS = "(extract(epoch from at) * 1000000)::bigint as us";

export interface Requests {
  readonly account: string;
  readonly permits: number;
  readonly windowMs: number;
  readonly priority: 'user' | 'background';
  readonly requests: number;
}

/** A database whose permits are written down, and processes that ask for some. Times are microseconds. */
export class PermitLog {
  private constructor(
    readonly url: string,
    private readonly owner: pg.Client,
    private readonly closeDatabase: () => Promise<void>,
  ) {}

  static async open(): Promise<PermitLog> {
    const { ownerUrl, close } = await openTestDatabase();
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(LOG);
    return new PermitLog(ownerUrl, owner, close);
  }

  /** A replica of its own. */
  spawn({ account, permits, windowMs, priority, requests }: Requests): ServiceProcess {
    const told = { URL: this.url, ACCOUNT: account, PERMITS: String(permits), WINDOW_MS: String(windowMs), PRIORITY: priority, REQUESTS: String(requests) };
    return ServiceProcess.spawn(told, { script: 'test/integration/resilience/permit-worker.ts' });
  }

  async permits(account: string): Promise<readonly number[]> {
    const { rows } = await this.owner.query<{ us: number }>(`select ${MICROSECONDS} from permit_log where account = $1 order by at`, [account]);
    return rows.map(({ us }) => us);
  }

  async sent(account: string): Promise<readonly { readonly priority: string; readonly us: number }[]> {
    const statement = `select priority, ${MICROSECONDS} from sent where account = $1 order by at`;
    return (await this.owner.query<{ priority: string; us: number }>(statement, [account])).rows;
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.closeDatabase();
  }
}

/** The most in any second that begins with one of them, its end left out. */
export function mostInAnySecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + 1_000_000).length));
}
