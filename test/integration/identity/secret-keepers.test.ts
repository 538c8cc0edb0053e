import { expect } from 'chai';
import { describeMonitoringToken } from '../../contracts/identity/monitoring-token.contract.js';
import { describePasswordHasher } from '../../contracts/identity/password-hasher.contract.js';
import { describeSecretGenerator } from '../../contracts/identity/secret-generator.contract.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { ConfiguredMonitoringToken } from '../../../src/infrastructure/security/configured-monitoring-token.js';
import { RandomSecretGenerator } from '../../../src/infrastructure/security/random-secret-generator.js';
import { ScryptPasswordHasher } from '../../../src/infrastructure/security/scrypt-password-hasher.js';

const CHEAP = { N: 2 ** 10, r: 8, p: 1 };
const NOTICEABLE = { N: 2 ** 14, r: 8, p: 1 };
const PASSWORD = new Secret('correct horse battery');

describePasswordHasher('scrypt', () => new ScryptPasswordHasher(CHEAP));
describeSecretGenerator('random', () => new RandomSecretGenerator());
describeMonitoringToken('configured', (token) => new ConfiguredMonitoringToken(token === undefined ? undefined : new Secret(token)));

describe('ScryptPasswordHasher', () => {
  /** The shortest of 5 runs, so that a busy machine does not count. */
  async function shortest(work: () => Promise<unknown>): Promise<number> {
    const spans: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const startedAt = performance.now();
      await work();
      spans.push(performance.now() - startedAt);
    }
    return Math.min(...spans);
  }

  it('takes at least half the time for a user who does not exist, and no more than twice', async function (this: Mocha.Context) {
    this.timeout(20_000);
    const passwords = new ScryptPasswordHasher(NOTICEABLE);
    const hash = await passwords.hash(PASSWORD);
    const wrong = new Secret('wrong horse battery');
    const [known, unknown] = [await shortest(() => passwords.verify(wrong, hash)), await shortest(() => passwords.verify(wrong, undefined))];
    expect(unknown / known).to.be.within(0.5, 2);
  });

  it('writes its costs into the hash, so that hashes of other costs stay good', async () => {
    const hash = await new ScryptPasswordHasher({ N: 2 ** 11, r: 4, p: 2 }).hash(PASSWORD);
    expect(hash).to.match(/^scrypt\$2048\$4\$2\$[\w-]{22}\$[\w-]{43}$/);
    const passwords = new ScryptPasswordHasher(CHEAP);
    expect([await passwords.verify(PASSWORD, hash), await passwords.verify(new Secret('other'), hash)]).to.deep.equal([true, false]);
  });

  it('costs 2^15 blocks of 8 in 3 passes unless told otherwise', async () => {
    expect(await new ScryptPasswordHasher().hash(PASSWORD)).to.match(/^scrypt\$32768\$8\$3\$/);
  });
});
