import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { ConfigError, readConfig } from '../../../src/infrastructure/config/config.js';
import { SETTING_NAMES } from '../../../src/infrastructure/config/settings-schema.js';
import { DEVELOPMENT, HEX_KEY, JWT_SECRET, PRODUCTION, problemsOf, useFolder } from './environments.js';

describe('The configuration', () => {
  it('has the documented defaults', () => {
    const { settings, host, demo, jwksUrl, bootstrapAdmin, corsOrigins, trustProxy } = readConfig(DEVELOPMENT);
    expect(settings).to.include({
      NODE_ENV: 'development', PORT: 8000, DATABASE_POOL_MAX: 10, LOG_LEVEL: 'info', FLEETBRIDGE_ROLE: 'all', RETENTION_DAYS: 90,
      JWT_ISSUER: 'fleetbridge', JWT_AUDIENCE: 'fleetbridge-api', JWT_TTL_SECONDS: 900, ENABLE_SCHEDULER: true, SCHEDULER_SCAN_SECONDS: 10,
      SYNC_LEASE_SECONDS: 30, HOS_SYNC_SCHEDULE: '* * * * *', HOS_CACHE_TTL_SECONDS: 300, HOS_STALE_WARNING_SECONDS: 600, HOS_STALE_ALERT_SECONDS: 3600,
      HOS_LIVE_READ_BUDGET_MS: 2000, RETRY_MAX_ATTEMPTS: 3, RETRY_BASE_DELAY_MS: 1000, RETRY_MAX_DELAY_MS: 30000, VENDOR_ATTEMPT_TIMEOUT_MS: 10000,
      VENDOR_OPERATION_DEADLINE_MS: 30000, INTEGRATION_RATE_LIMIT_PER_MINUTE: 10,
    });
    expect({ host, demo, jwksUrl, bootstrapAdmin, corsOrigins, trustProxy }).to.deep.equal({ host: '127.0.0.1', demo: true, jwksUrl: undefined, bootstrapAdmin: undefined, corsOrigins: [], trustProxy: false });
  });

  it('reports all problems at once, by name', () => {
    const problems = problemsOf({
      ...DEVELOPMENT, PORT: 'http', JWT_TTL_SECONDS: '5', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', HOS_SYNC_SCHEDULE: 'every minute', DEMO: 'maybe', JWT_JWKS_URL: 'nowhere', BOOTSTRAP_ADMIN_EMAIL: 'a@b.example',
    });
    const names = ['PORT: is not a number', 'JWT_TTL_SECONDS: ', 'LOG_LEVEL: must be one of error, warn, info, debug', 'DATABASE_URL: is not a URL', 'HOS_SYNC_SCHEDULE: is not a cron expression', 'DEMO: must be true or false', 'JWT_JWKS_URL: is not a URL', 'BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD go together'];
    for (const name of names) expect(problems.filter((problem) => problem.startsWith(name)), name).to.have.length(1);
    expect(problems).to.have.length(names.length);
  });

  it('the error is one message with a line for each problem', () => {
    const error = new ConfigError(['A: is wrong', 'B: is wrong']);
    expect(error.message).to.equal('The configuration is not usable:\n  - A: is wrong\n  - B: is wrong');
  });

  it('never quotes a value, whichever setting is wrong', () => {
    const canary = 'canary value \u0001 :not-good-anywhere';
    const everything = Object.fromEntries(SETTING_NAMES.map((name) => [name, canary]));
    for (const NODE_ENV of ['development', 'production', canary]) {
      const problems = problemsOf({ ...everything, NODE_ENV });
      expect(problems.length).to.be.greaterThan(20);
      expect(problems.join('\n').toLowerCase()).to.not.contain('canary');
    }
  });

  it('an empty value is a missing one', () => {
    expect(readConfig({ ...DEVELOPMENT, PORT: '', DATABASE_URL: '', METRICS_TOKEN: '' }).settings.PORT).to.equal(8000);
  });

  it('wraps what is secret, so that it does not print', () => {
    const secrets = { ...PRODUCTION, METRICS_TOKEN: 'canary-metrics-token', BOOTSTRAP_ADMIN_EMAIL: 'a@b.example', BOOTSTRAP_ADMIN_PASSWORD: 'canary-password' };
    const { databaseUrl, migrationUrl, jwtSecret, keyRing, metricsToken, bootstrapAdmin } = readConfig(secrets);
    const wrapped = { databaseUrl, migrationUrl, jwtSecret, keyRing, metricsToken, bootstrapAdmin };
    for (const text of [JSON.stringify(wrapped), inspect(wrapped, { depth: 9 })]) {
      for (const secret of ['canary', JWT_SECRET, HEX_KEY, ':pw@']) expect(text).to.not.contain(secret);
    }
    expect([jwtSecret.reveal(), metricsToken?.reveal(), bootstrapAdmin?.password.reveal()]).to.deep.equal([JWT_SECRET, 'canary-metrics-token', 'canary-password']);
    expect(migrationUrl?.reveal()).to.equal(PRODUCTION['DATABASE_URL']);
  });

  const proxies: readonly [string, boolean | number | string][] = [['true', true], ['false', false], ['2', 2], ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8']];
  for (const [text, value] of proxies) {
    it(`TRUST_PROXY=${text} is ${typeof value} ${value}`, () => {
      expect(readConfig({ ...DEVELOPMENT, TRUST_PROXY: text }).trustProxy).to.equal(value);
    });
  }

  it('lists are split at commas, addresses of vendors are kept by name', () => {
    const config = readConfig({ ...DEVELOPMENT, CORS_ORIGINS: 'https://a.example, ,https://b.example', VENDOR_ALLOWED_HOSTS: 'eld.local', SAMSARA_API_URL: 'http://localhost:1', ACME_API_URL: 'http://localhost:2' });
    expect(config.corsOrigins).to.deep.equal(['https://a.example', 'https://b.example']);
    expect(config.vendorAllowedHosts).to.deep.equal(['eld.local']);
    expect(config.vendorBaseUrls).to.deep.equal({ SAMSARA_API_URL: 'http://localhost:1', ACME_API_URL: 'http://localhost:2' });
  });

  const demos: readonly [Readonly<Record<string, string>>, boolean][] = [
    [{}, true], [{ DATABASE_URL: 'postgres://localhost/x' }, false], [{ NODE_ENV: 'test' }, false], [{ DEMO: 'false' }, false],
    [{ DATABASE_URL: 'postgres://localhost/x', DEMO: 'true' }, true], [{ BOOTSTRAP_ADMIN_EMAIL: 'a@b.example', BOOTSTRAP_ADMIN_PASSWORD: '0123456789' }, false],
  ];
  for (const [environment, demo] of demos) {
    it(`${Object.keys(environment).join(' and ') || 'nothing'} set: demo is ${demo}`, () => {
      expect(readConfig({ ...DEVELOPMENT, ...environment }).demo).to.equal(demo);
    });
  }

  describe('<NAME>_FILE', () => {
    const folder = useFolder();
    const fileWith = (text: string): string => {
      const file = path.join(folder(), 'secret');
      writeFileSync(file, text);
      return file;
    };

    const values: readonly [string, string][] = [
      ['JWT_SECRET', 'another-long-secret-0123456789-abcdef'], ['DATABASE_URL', 'postgres://u:p@db.example.com/f'], ['DATABASE_MIGRATION_URL', 'postgres://u:p@db.example.com/f'],
      ['CREDENTIALS_ENCRYPTION_KEYS', `k2:${HEX_KEY}`], ['CREDENTIALS_ENCRYPTION_KEY', HEX_KEY], ['INTEGRATION_ENCRYPTION_KEY', HEX_KEY], ['ENCRYPTION_KEY', HEX_KEY], ['METRICS_TOKEN', 'monitoring-0123456789'],
    ];
    for (const [name, value] of values) {
      it(`${name} is read from a file, without the line break at its end`, () => {
        const base = name.includes('KEY') ? { JWT_SECRET } : { CREDENTIALS_ENCRYPTION_KEY: HEX_KEY, ...(name !== 'JWT_SECRET' && { JWT_SECRET }) };
        const config = readConfig({ ...base, DATA_DIR: folder(), [`${name}_FILE`]: fileWith(`${value}\n`) });
        const found = [config.jwtSecret, config.databaseUrl, config.migrationUrl, config.metricsToken].map((secret) => secret?.reveal());
        const keys = `${config.keyRing.active.id}:${config.keyRing.active.key.reveal().toString('hex')}`;
        expect([...found, keys, keys.slice(3)]).to.include(value);
      });
    }

    it('a file that cannot be read, and a value beside a file, are problems', () => {
      expect(problemsOf({ ...DEVELOPMENT, METRICS_TOKEN_FILE: path.join(folder(), 'none') })).to.deep.equal(['METRICS_TOKEN_FILE: the file cannot be read.']);
      expect(problemsOf({ ...DEVELOPMENT, JWT_SECRET_FILE: fileWith(JWT_SECRET) })).to.deep.equal(['JWT_SECRET and JWT_SECRET_FILE are both set; keep one.']);
    });

    it('a file with a bad value is a problem that does not quote it', () => {
      const problems = problemsOf({ ...DEVELOPMENT, METRICS_TOKEN_FILE: fileWith('canary') });
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(/^METRICS_TOKEN: is too short/).and.to.not.contain('canary');
    });
  });
});
