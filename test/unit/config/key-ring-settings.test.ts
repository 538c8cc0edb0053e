import { expect } from 'chai';
import { readConfig } from '../../../src/infrastructure/config/config.js';
import { HEX_KEY, JWT_SECRET, OTHER_HEX_KEY, problemsOf } from './environments.js';

const NAMES = ['CREDENTIALS_ENCRYPTION_KEY', 'INTEGRATION_ENCRYPTION_KEY', 'ENCRYPTION_KEY'];

describe('Keys for credentials', () => {
  for (const name of NAMES) {
    it(`${name} is the ring with the key k1`, () => {
      const { active } = readConfig({ JWT_SECRET, [name]: HEX_KEY }).keyRing;
      expect([active.id, active.key.reveal().toString('hex')]).to.deep.equal(['k1', HEX_KEY]);
    });
  }

  it('the first of CREDENTIALS_ENCRYPTION_KEYS is active, all are found', () => {
    const { keyRing } = readConfig({ JWT_SECRET, CREDENTIALS_ENCRYPTION_KEYS: `k2:${OTHER_HEX_KEY},k1:${HEX_KEY}` });
    expect(keyRing.active.id).to.equal('k2');
    expect([keyRing.find('k1')?.key.reveal().toString('hex'), keyRing.find('k2')?.key.reveal().toString('hex'), keyRing.find('k3')]).to.deep.equal([HEX_KEY, OTHER_HEX_KEY, undefined]);
  });

  it('the three names may hold the same key, in any case', () => {
    expect(problemsOf({ JWT_SECRET, CREDENTIALS_ENCRYPTION_KEY: HEX_KEY, INTEGRATION_ENCRYPTION_KEY: HEX_KEY.toUpperCase(), ENCRYPTION_KEY: HEX_KEY })).to.deep.equal([]);
  });

  for (const [one, two] of [[0, 1], [0, 2], [1, 2]] as const) {
    it(`${NAMES[one]} and ${NAMES[two]} that differ are refused`, () => {
      expect(problemsOf({ JWT_SECRET, [NAMES[one]!]: HEX_KEY, [NAMES[two]!]: OTHER_HEX_KEY })).to.deep.equal([
        'CREDENTIALS_ENCRYPTION_KEY, INTEGRATION_ENCRYPTION_KEY and ENCRYPTION_KEY differ; they are names of the same key.',
      ]);
    });
  }

  it('a ring beside a single key is refused', () => {
    expect(problemsOf({ JWT_SECRET, CREDENTIALS_ENCRYPTION_KEYS: `k1:${HEX_KEY}`, ENCRYPTION_KEY: HEX_KEY })).to.deep.equal(['CREDENTIALS_ENCRYPTION_KEYS replaces CREDENTIALS_ENCRYPTION_KEY; set one of them.']);
  });

  it('a key id that comes twice is refused', () => {
    expect(problemsOf({ JWT_SECRET, CREDENTIALS_ENCRYPTION_KEYS: `k1:${HEX_KEY},k1:${OTHER_HEX_KEY}` })).to.deep.equal(['CREDENTIALS_ENCRYPTION_KEYS names one key id twice.']);
  });

  const equal: readonly [string, Readonly<Record<string, string>>][] = [
    ['the same text', { JWT_SECRET: HEX_KEY, CREDENTIALS_ENCRYPTION_KEY: HEX_KEY }],
    ['the same text in another case', { JWT_SECRET: HEX_KEY.toUpperCase(), ENCRYPTION_KEY: HEX_KEY }],
    ['the same bytes', { JWT_SECRET, CREDENTIALS_ENCRYPTION_KEY: Buffer.from(JWT_SECRET).toString('hex') }],
    ['an old key of the ring', { JWT_SECRET: HEX_KEY, CREDENTIALS_ENCRYPTION_KEYS: `k2:${OTHER_HEX_KEY},k1:${HEX_KEY}` }],
  ];
  for (const [what, environment] of equal) {
    it(`one that equals JWT_SECRET is refused: ${what}`, () => {
      expect(problemsOf(environment)).to.deep.equal(['A credentials key equals JWT_SECRET; they must differ.']);
    });
  }

  for (const bad of ['', HEX_KEY.slice(2), `${HEX_KEY}00`, HEX_KEY.replace('0', 'g'), `k1:${HEX_KEY}`]) {
    it(`a single key of ${bad.length} characters ${bad === '' ? 'is missing' : 'is refused'}${bad.includes(':') ? ' with an id' : ''}`, () => {
      const problems = problemsOf({ NODE_ENV: 'production', DATABASE_URL: 'postgres://db.example.com/f', JWT_SECRET, CREDENTIALS_ENCRYPTION_KEY: bad });
      expect(problems).to.deep.equal([
        bad === '' ? 'CREDENTIALS_ENCRYPTION_KEYS is missing: production does not generate secrets.' : 'CREDENTIALS_ENCRYPTION_KEY: does not have the form it needs',
      ]);
    });
  }

  for (const bad of ['k1', `k1:${HEX_KEY},`, `k 1:${HEX_KEY}`, `k1:${HEX_KEY};k2:${HEX_KEY}`, `:${HEX_KEY}`, `${'k'.repeat(33)}:${HEX_KEY}`]) {
    it(`the ring ${bad.replaceAll(HEX_KEY, '<hex>')} is refused`, () => {
      expect(problemsOf({ JWT_SECRET, CREDENTIALS_ENCRYPTION_KEYS: bad })).to.include('CREDENTIALS_ENCRYPTION_KEYS: does not have the form it needs');
    });
  }
});
