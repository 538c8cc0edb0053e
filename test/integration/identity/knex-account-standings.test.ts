import { setTimeout } from 'node:timers/promises';
import { describeAccountStandings } from '../../contracts/identity/account-standings.contract.js';
import { KnexAccountStandings } from '../../../src/infrastructure/persistence/identity/knex-account-standings.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { openTestDatabase } from '../../support/test-database.js';
import { knexIdentity } from './knex-identity.js';

describeAccountStandings('PostgreSQL', async () => {
  const { database, close } = await openTestDatabase();
  const clock = new ManualClock();
  const stopwatch = { now: () => clock.now().getTime() };
  return {
    standings: new KnexAccountStandings(database, false, stopwatch),
    foreign: new KnexAccountStandings(database, true, stopwatch),
    repositories: knexIdentity(database),
    pass: async (milliseconds) => {
      clock.advance(milliseconds);
      // The cache reads its stopwatch once a millisecond.
      await setTimeout(5);
    },
    close,
  };
});
