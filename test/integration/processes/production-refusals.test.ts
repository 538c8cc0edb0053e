import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ServiceProcess, killAll } from '../../support/service-process.js';

describe('npm start in production', function () {
  this.timeout(30_000);
  let directory: string;

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fleetbridge-production-'));
  });
  after(async () => {
    await killAll();
    rmSync(directory, { recursive: true });
  });

  async function refused(environment: Readonly<Record<string, string>>): Promise<{ lines: readonly string[]; printed: string }> {
    const service = ServiceProcess.spawn({ NODE_ENV: 'production', PORT: '0', DATA_DIR: join(directory, 'data'), ...environment });
    const exit = await service.exit();
    expect(exit.code).to.equal(1);
    expect(service.stdout).to.equal('');
    return { lines: service.stderr.trim().split('\n'), printed: service.stderr };
  }

  it('with nothing set: refuses with one line for each of database, token secret and credentials key, and makes no files', async () => {
    const { lines } = await refused({});
    expect(lines).to.have.length(4);
    for (const [index, name] of ['configuration', 'DATABASE_URL', 'JWT_SECRET', 'CREDENTIALS_ENCRYPTION_KEYS'].entries()) {
      expect(lines[index]).to.include(name);
    }
    expect(readdirSync(directory)).to.deep.equal([]);
  });

  it('with secrets that are no good: says which, never what they are, and prints no stack', async () => {
    const { lines, printed } = await refused({
      DATABASE_URL: 'mysql://user:canary-database@db.example/fleet',
      JWT_SECRET: 'canary-token',
      CREDENTIALS_ENCRYPTION_KEYS: 'k1:canary-credentials',
      METRICS_TOKEN: 'canary-metrics',
      BOOTSTRAP_ADMIN_EMAIL: 'canary-nobody',
      BOOTSTRAP_ADMIN_PASSWORD: 'canary-pw',
    });
    expect(printed).not.to.match(/canary/);
    expect(printed).not.to.match(/^\s+at /m);
    const names = ['DATABASE_URL', 'JWT_SECRET', 'CREDENTIALS_ENCRYPTION_KEYS', 'METRICS_TOKEN', 'BOOTSTRAP_ADMIN_EMAIL', 'BOOTSTRAP_ADMIN_PASSWORD'];
    for (const name of names) expect(lines.filter((line) => line.includes(name)), name).to.have.length(1);
  });

  it('with the demo, a placeholder secret and a plain-http vendor: refuses each', async () => {
    const { printed } = await refused({
      DATABASE_URL: 'postgres://user:canary-database@db.example/fleet',
      JWT_SECRET: 'change-me-change-me-change-me-change-me',
      CREDENTIALS_ENCRYPTION_KEYS: `k1:${'0'.repeat(64)}`,
      DEMO: 'true',
      SAMSARA_API_URL: 'http://127.0.0.1:9999',
    });
    for (const reason of ['JWT_SECRET looks like a placeholder', 'credentials key is a placeholder', 'DEMO=true', 'SAMSARA_API_URL']) {
      expect(printed).to.include(reason);
    }
    expect(printed).not.to.match(/canary|change-me/);
  });

  it('with a database nobody answers at: one line without the password', async () => {
    const { lines, printed } = await refused({
      DATABASE_URL: 'postgres://user:canary-database@127.0.0.1:1/fleet',
      JWT_SECRET: 'Rk5tq0Wz8vYx2Lh7Pd4Jm9Ns6Bc3Fg1T',
      CREDENTIALS_ENCRYPTION_KEYS: `k1:${'0123456789abcdef'.repeat(4)}`,
    });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^Fleetbridge cannot start: .*ECONNREFUSED/);
    expect(printed).not.to.match(/canary/);
  });
});
