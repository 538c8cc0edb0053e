import { readdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import pg from 'pg';
import { createDatabase, dropDatabase } from '../../support/embedded-cluster.js';
import { ServiceProcess, eventually, killAll } from '../../support/service-process.js';
import { testEnvironment } from '../../support/test-service.js';

const MIGRATIONS = readdirSync(new URL('../../../migrations', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));

describe('starting on an empty database', function () {
  this.timeout(60_000);
  let name: string;
  let url: string;
  let owner: pg.Client;

  beforeEach(async () => {
    name = `empty_${randomUUID().replaceAll('-', '')}`;
    url = await createDatabase(name);
    owner = new pg.Client({ connectionString: url });
    owner.on('error', () => undefined);
    await owner.connect();
  });
  afterEach(async () => {
    await killAll();
    await owner.end();
    await dropDatabase(name);
  });

  async function applied(): Promise<readonly string[]> {
    const { rows } = await owner.query<{ name: string }>('select name from knex_migrations order by id');
    return rows.map((row) => row.name);
  }

  it('3 processes at once become ready, and every migration is applied once', async () => {
    const services = await Promise.all([1, 2, 3].map(() => ServiceProcess.start(testEnvironment(url))));
    const answers = await Promise.all(services.map((service) => fetch(`${service.url}/health/ready`)));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(await applied()).to.deep.equal([...MIGRATIONS].sort());
    expect(services.filter((service) => service.entries().some(({ message }) => message === 'database.migrated'))).to.have.length(1);
  });

  it('a lock row left behind by a migration killed with -9 does not block the next start', async () => {
    await owner.query('create table knex_migrations_lock (index serial primary key, is_locked int); insert into knex_migrations_lock (is_locked) values (1)');
    const service = await ServiceProcess.start(testEnvironment(url));
    expect((await fetch(`${service.url}/health/ready`)).status).to.equal(200);
    expect(await applied()).to.deep.equal([...MIGRATIONS].sort());
  });

  it('a process killed with -9 in the middle of a migration leaves a database the next one finishes', async () => {
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    await blocker.query('begin; create table tenant (id int)');
    const first = ServiceProcess.spawn(testEnvironment(url));
    await eventually('the migration waits for the table', 20_000, async () => {
      const { rows } = await owner.query<{ waiting: number }>("select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
      return rows[0]?.waiting === 1 ? true : undefined;
    });
    await first.kill('SIGKILL');
    await blocker.end();
    const second = await ServiceProcess.start(testEnvironment(url));
    expect((await fetch(`${second.url}/health/ready`)).status).to.equal(200);
    expect(await applied()).to.deep.equal([...MIGRATIONS].sort());
  });
});
