import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../../../src/infrastructure/config/config.js';
import type { Config } from '../../../src/infrastructure/config/config.js';
import { HEX_KEY, JWT_SECRET, PRODUCTION, problemsOf, useFolder } from './environments.js';

describe('Development secrets', () => {
  const folder = useFolder();
  const dataDir = (): string => path.join(folder(), 'data');
  const read = (environment: Readonly<Record<string, string>> = {}): Config => readConfig({ DATA_DIR: dataDir(), ...environment });
  const secretsOf = ({ jwtSecret, keyRing }: Config): string[] => [jwtSecret.reveal(), keyRing.active.key.reveal().toString('hex')];

  it('are made where nobody set any: 2 different ones of 32 bytes', () => {
    const secrets = secretsOf(read());
    expect(new Set(secrets).size).to.equal(2);
    for (const secret of secrets) expect(secret).to.match(/^[0-9a-f]{64}$/);
  });

  it('are kept in a file of mode 0600, the only one', () => {
    read();
    expect(readdirSync(dataDir())).to.deep.equal(['development-secrets.json']);
    expect(statSync(path.join(dataDir(), 'development-secrets.json')).mode & 0o777).to.equal(0o600);
  });

  it('are the same at the next start, and others in another folder', () => {
    const first = secretsOf(read());
    expect(secretsOf(read())).to.deep.equal(first);
    expect(secretsOf(read({ DATA_DIR: path.join(folder(), 'other') }))).to.not.deep.equal(first);
  });

  it('fill in only what is missing', () => {
    expect(secretsOf(read({ JWT_SECRET }))[0]).to.equal(JWT_SECRET);
    expect(secretsOf(read({ ENCRYPTION_KEY: HEX_KEY }))[1]).to.equal(HEX_KEY);
  });

  it('are not made when both are set', () => {
    read({ JWT_SECRET, ENCRYPTION_KEY: HEX_KEY });
    expect(existsSync(dataDir())).to.equal(false);
  });

  it('are not made in production, which refuses to start', () => {
    expect(problemsOf({ ...PRODUCTION, JWT_SECRET: undefined, DATA_DIR: dataDir() })).to.have.length(1);
    expect(existsSync(dataDir())).to.equal(false);
  });

  it('are not made for an unusable configuration', () => {
    expect(problemsOf({ DATA_DIR: dataDir(), PORT: 'x' })).to.have.length(1);
    expect(existsSync(dataDir())).to.equal(false);
  });

  it('the file holds nothing but these 2 secrets', () => {
    const [jwtSecret, credentialsKey] = secretsOf(read());
    expect(JSON.parse(readFileSync(path.join(dataDir(), 'development-secrets.json'), 'utf8'))).to.deep.equal({ jwtSecret, credentialsKey });
  });
});
