import { expect } from 'chai';
import { readConfig } from '../../../src/infrastructure/config/config.js';
import { HEX_KEY, PRODUCTION, problemsOf } from './environments.js';

describe('Production', () => {
  it('starts with a database, a JWT secret and a credentials key, on all addresses, without a demo', () => {
    const config = readConfig(PRODUCTION);
    expect([config.production, config.host, config.demo]).to.deep.equal([true, '0.0.0.0', false]);
    expect(readConfig({ ...PRODUCTION, HOST: '10.0.0.7' }).host).to.equal('10.0.0.7');
  });

  it('starts with an identity provider instead of a JWT secret', () => {
    const config = readConfig({ ...PRODUCTION, JWT_SECRET: undefined, JWT_JWKS_URL: 'https://id.example.com/jwks' });
    expect(config.jwksUrl?.href).to.equal('https://id.example.com/jwks');
  });

  const missingSecret = 'JWT_SECRET (or JWT_JWKS_URL) is missing: production does not generate secrets.';
  const placeholder = 'JWT_SECRET looks like a placeholder: 32 or more random characters are needed.';
  const refusals: readonly [string, Readonly<Record<string, string | undefined>>, string][] = [
    ['no database', { DATABASE_URL: undefined }, 'DATABASE_URL is missing: production needs a PostgreSQL of its own, not the embedded one.'],
    ['no JWT secret', { JWT_SECRET: undefined }, missingSecret],
    ['no credentials key', { CREDENTIALS_ENCRYPTION_KEYS: undefined }, 'CREDENTIALS_ENCRYPTION_KEYS is missing: production does not generate secrets.'],
    ['a credentials key of one repeated digit', { CREDENTIALS_ENCRYPTION_KEYS: `k1:${'0'.repeat(64)}` }, 'The credentials key is a placeholder: 32 random bytes are needed.'],
    ['such a key among the old ones', { CREDENTIALS_ENCRYPTION_KEYS: `k1:${HEX_KEY},k0:${'a'.repeat(64)}` }, 'The credentials key is a placeholder: 32 random bytes are needed.'],
    ['a single key of one repeated digit', { CREDENTIALS_ENCRYPTION_KEYS: undefined, ENCRYPTION_KEY: 'f'.repeat(64) }, 'The credentials key is a placeholder: 32 random bytes are needed.'],
    ['a JWT secret of few letters', { JWT_SECRET: 'abcabcabcabcabcabcabcabcabcabcabcabc' }, placeholder],
    ['a JWT secret that says change-me', { JWT_SECRET: 'please-change-me-before-going-live-42' }, placeholder],
    ['a JWT secret that says it is an example', { JWT_SECRET: 'an-EXAMPLE-for-the-documentation-4711' }, placeholder],
    ['the demo', { DEMO: 'true' }, 'DEMO=true: the demo tenant and its simulated vendors are refused in production.'],
    ['plain-http keys of an identity provider', { JWT_JWKS_URL: 'http://id.example.com/jwks' }, 'JWT_JWKS_URL must be https in production.'],
  ];
  for (const [what, environment, line] of refusals) {
    it(`refuses ${what} with one line`, () => {
      expect(problemsOf({ ...PRODUCTION, ...environment })).to.deep.equal([line]);
    });
  }

  const addresses: readonly [string, string][] = [
    ['plain http', 'http://api.samsara.com'], ['a private address', 'https://10.0.0.7'], ['a loopback address', 'https://127.0.0.1:8443'], ['localhost', 'https://localhost'], ['a link-local address', 'https://169.254.169.254/latest'],
  ];
  for (const [what, url] of addresses) {
    it(`refuses a vendor at ${what} with one line that starts with its name`, () => {
      const problems = problemsOf({ ...PRODUCTION, SAMSARA_API_URL: url });
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(/^SAMSARA_API_URL is refused because ./);
    });
  }

  it('takes an allowed private host, but never loopback or link-local', () => {
    const allowed = (url: string, host: string): readonly string[] => problemsOf({ ...PRODUCTION, SAMSARA_API_URL: url, VENDOR_ALLOWED_HOSTS: `other.local, ${host}` });
    expect(allowed('https://10.0.0.7', '10.0.0.7')).to.deep.equal([]);
    expect(allowed('https://127.0.0.1', '127.0.0.1')).to.have.length(1);
    expect(allowed('https://169.254.169.254', '169.254.169.254')).to.have.length(1);
  });

  it('names all of it at once: 5 lines for 5 faults', () => {
    const problems = problemsOf({ NODE_ENV: 'production', DEMO: 'true', SAMSARA_API_URL: 'http://api.samsara.com' });
    expect(problems).to.have.length(5);
  });

  it('elsewhere none of this is refused', () => {
    const everything = { NODE_ENV: 'development', DEMO: 'true', JWT_SECRET: 'please-change-me-before-going-live-42', ENCRYPTION_KEY: '0'.repeat(64), SAMSARA_API_URL: 'http://127.0.0.1:1' };
    expect(problemsOf(everything)).to.deep.equal([]);
  });
});
