import { VendorRateLimiter } from '../../../src/application/integrations/vendor-rate-limiter.js';
import { KnexVendorRateStore } from '../../../src/infrastructure/persistence/integrations/knex-vendor-rate-store.js';
import { SystemClock, SystemTimer } from '../../../src/infrastructure/runtime/system.js';
import { openTestPool } from '../../support/open-test-pool.js';

/**
 * A replica that wants many permits of one account at once, and notes each request it may send in the table `sent`.
 * It is told by its environment.
 */
const { URL: url = '', ACCOUNT: account = '', PERMITS: permits, WINDOW_MS: windowMs, PRIORITY: priority = '', REQUESTS: requests } = process.env;
const database = openTestPool(url, 5);
const limiter = new VendorRateLimiter(new KnexVendorRateStore(database), new SystemClock(), new SystemTimer());
const rate = { permits: Number(permits), windowMs: Number(windowMs) };

async function request(): Promise<void> {
  const order = { rate, priority: priority === 'user' ? 'user' : 'background', patienceMs: 60_000 } as const;
  const refused = await limiter.wait(account, order, new AbortController().signal);
  if (refused === undefined) await database.prepared('sent', 'insert into sent values ($1, $2, clock_timestamp())', [account, priority]);
}

await Promise.all(Array.from({ length: Number(requests) }, request));
await database.close();
