import { expect } from 'chai';
import { describeIdempotencyStore } from '../../contracts/identity/idempotency-store.contract.js';
import { describeRequestLimiter } from '../../contracts/identity/request-limiter.contract.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { KnexIdempotencyStore } from '../../../src/infrastructure/persistence/identity/knex-idempotency-store.js';
import { KnexRequestLimiter } from '../../../src/infrastructure/persistence/identity/knex-request-limiter.js';
import { KnexTenantRepository } from '../../../src/infrastructure/persistence/identity/knex-tenant-repository.js';
import { keyRingOf } from '../../../src/infrastructure/security/key-ring.js';
import type { EncryptionKey } from '../../../src/infrastructure/security/key-ring.js';
import { RingContentDigest } from '../../../src/infrastructure/security/ring-content-digest.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { openTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { openTestPool } from '../../support/open-test-pool.js';

const K1: EncryptionKey = { id: 'k1', key: new Secret(Buffer.alloc(32, 1)) };
const K2: EncryptionKey = { id: 'k2', key: new Secret(Buffer.alloc(32, 2)) };

/** Moves what the database remembers into the past, as seen by its own clock. */
async function age(database: Database, sql: string, seconds: number): Promise<void> {
  await database.system((trx) => trx.raw(sql, { seconds }));
}

const AGE_WINDOWS = 'update request_window set hits = array(select hit - make_interval(secs => :seconds) from unnest(hits) hit order by hit)';
const AGE_RECORDS = 'update idempotency_record set claimed_at = claimed_at - make_interval(secs => :seconds)';

describeRequestLimiter('PostgreSQL', async () => {
  const { database, close } = await openTestDatabase();
  return { limiter: new KnexRequestLimiter(database), pass: (seconds) => age(database, AGE_WINDOWS, seconds), close };
});

const storeOn = (database: Database, keys: readonly [EncryptionKey, ...EncryptionKey[]] = [K1]): KnexIdempotencyStore =>
  new KnexIdempotencyStore(database, new RingContentDigest(keyRingOf(keys)), new CountingIds());

describeIdempotencyStore('PostgreSQL', async () => {
  const { database, close } = await openTestDatabase();
  const tenant = async (): Promise<ReturnType<typeof someTenant>['id']> => {
    const added = someTenant();
    await new KnexTenantRepository(database).add(added);
    return added.id;
  };
  return { store: storeOn(database), tenant, pass: (seconds) => age(database, AGE_RECORDS, seconds), close };
});

describe('Request guards on PostgreSQL', () => {
  let test: TestDatabase;
  let second: Database;

  before(async function (this: Mocha.Context) {
    this.timeout(60_000);
    test = await openTestDatabase();
    second = openTestPool(test.ownerUrl);
  });

  after(async () => {
    await second.close();
    await test.close();
  });

  it('two pools share a limit: of 40 parallel requests exactly 10 are granted', async () => {
    const limiters = [new KnexRequestLimiter(test.database), new KnexRequestLimiter(second)];
    const takes = Array.from({ length: 40 }, (_, index) => limiters[index % 2]!.take('parallel', { limit: 10, windowSeconds: 60 }));
    const permits = await Promise.all(takes);
    expect(permits.filter(({ granted }) => granted)).to.have.length(10);
  });

  it('no window of 400 ms holds more than 10 grants while two pools ask without pause for 1.5 s', async () => {
    const limit = { limit: 10, windowSeconds: 0.4 };
    const until = Date.now() + 1_500;
    const grantedAt: number[] = [];
    const ask = async (limiter: KnexRequestLimiter): Promise<void> => {
      while (Date.now() < until) {
        const permit = await limiter.take('sliding', limit);
        if (permit.granted) grantedAt.push(microsecondsOf(permit.receipt));
      }
    };
    await Promise.all([test.database, second, test.database, second].map((database) => ask(new KnexRequestLimiter(database))));
    grantedAt.sort((a, b) => a - b);
    const spans = grantedAt.slice(10).map((at, index) => at - grantedAt[index]!);
    expect(spans.filter((span) => span < 400_000)).to.deep.equal([]);
    expect(grantedAt.length).to.be.within(20, 40);
  });

  it('an answer kept under the old key is replayed after a rotation, and its content is kept as a digest only', async () => {
    const tenant = someTenant();
    await new KnexTenantRepository(test.database).add(tenant);
    const key = { tenantId: tenant.id, userId: toUserId('u'), method: 'POST', path: '/api/v1/users', key: 'rotation' };
    const content = '{"password":"content-canary"}';
    const before = storeOn(test.database);
    const claimed = await before.claim(key, content);
    if (claimed.kind === 'first') await before.keep(key, claimed.claim, { status: 201, headers: {}, body: '{}' });
    expect((await storeOn(second, [K2, K1]).claim(key, content)).kind).to.equal('answered');
    expect((await storeOn(second, [K2, K1]).claim(key, `${content} `)).kind).to.equal('reused');
    const { rows } = await test.database.system((sql) => sql.raw<{ rows: { row: string }[] }>('select r::text as row from idempotency_record r'));
    expect(rows.map(({ row }) => row).join()).to.not.contain('content-canary');
  });
});

/** A receipt is the database's time of the grant as text, with microseconds. */
function microsecondsOf(receipt: string): number {
  const [whole = '', fraction = ''] = receipt.replace(/\+00$/, '').split('.');
  return Date.parse(`${whole.replace(' ', 'T')}Z`) * 1000 + Number(fraction.padEnd(6, '0'));
}
