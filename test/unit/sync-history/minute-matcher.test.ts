import { expect } from 'chai';
import { minuteMatcher } from '../../../src/infrastructure/scheduling/sync-scheduler.js';

const at = (text: string): Date => new Date(text);

describe('The minutes in which syncs may start', () => {
  for (const [schedule, time, expected] of [
    ['* * * * *', '2026-03-02T08:00:00Z', true],
    ['* * * * *', '2026-03-02T08:17:42.999Z', true],
    ['*/5 * * * *', '2026-03-02T08:15:00Z', true],
    ['*/5 * * * *', '2026-03-02T08:15:59.999Z', true],
    ['*/5 * * * *', '2026-03-02T08:16:00Z', false],
    ['*/5 * * * *', '2026-03-02T08:14:59.999Z', false],
    ['0 6-18 * * 1-5', '2026-03-02T18:00:30Z', true],
    ['0 6-18 * * 1-5', '2026-03-02T19:00:00Z', false],
    ['0 6-18 * * 1-5', '2026-03-01T12:00:00Z', false],
    ['30 23 31 12 *', '2026-12-31T23:30:00Z', true],
  ] as const) {
    it(`"${schedule}" ${expected ? 'names' : 'does not name'} the minute of ${time}`, () => {
      expect(minuteMatcher(schedule)(at(time))).to.equal(expected);
    });
  }

  describe('in UTC, on days when clocks elsewhere change', () => {
    const zone = process.env['TZ'];

    beforeEach(() => {
      process.env['TZ'] = 'America/New_York';
    });

    afterEach(() => {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    });

    for (const day of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01']) {
      it(`${day}: each of 24 hours has its minute 30 once`, () => {
        const half = minuteMatcher('30 * * * *');
        const minutes = Array.from({ length: 1_440 }, (_, index) => new Date(at(`${day}T00:00:00Z`).getTime() + index * 60_000));
        expect(minutes.filter(half).map((minute) => minute.toISOString().slice(11, 16))).to.deep.equal(
          Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:30`),
        );
      });

      it(`${day}: 02:30 UTC is 02:30 UTC`, () => {
        const nightly = minuteMatcher('30 2 * * *');
        const times = ['01:30', '02:29', '02:30', '02:31', '03:30', '06:30', '07:30'];
        expect(times.filter((time) => nightly(at(`${day}T${time}:00Z`)))).to.deep.equal(['02:30']);
      });
    }
  });
});
