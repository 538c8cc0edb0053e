import { expect } from 'chai';
import fc from 'fast-check';
import { parseRetryAfter } from '../../../src/infrastructure/vendors/http/parse-retry-after.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;

describe('parseRetryAfter', () => {
  const readable: readonly (readonly [string, number])[] = [
    ['1', 1_000],
    ['0.40235', 403],
    ['.5', 500],
    ['5.', 5_000],
    [' 2 ', 2_000],
    ['0.0001', 1],
    ['9999999', DAY_MS],
    ['9'.repeat(400), DAY_MS],
    ['Fri, 20 Nov 2026 12:00:07 GMT', 7_000],
    ['Friday, 20-Nov-26 12:00:07 GMT', 7_000],
    ['Fri Nov 20 12:00:07 2026', 7_000],
    ['Sun, 20 Dec 2026 12:00:00 GMT', DAY_MS],
  ];
  for (const [header, milliseconds] of readable) {
    it(`reads "${header.slice(0, 32)}" as ${milliseconds} ms`, () => {
      expect(parseRetryAfter(header, NOW)).to.equal(milliseconds);
    });
  }

  const useless = ['', ' ', '0', '0.0', '-5', '-0.1', '+3', '1e3', '0x10', 'NaN', 'Infinity', 'soon', '1,5', '1 2', '.', '2026-11-20T12:00:07Z',
    'Fri, 20 Nov 2026 11:59:59 GMT', 'Fri, 99 Nov 2026 12:00:00 GMT', '1; drop', 'on 1 Jan 2027 GMT'];
  for (const header of useless) {
    it(`takes "${header}" for no word at all`, () => {
      expect(parseRetryAfter(header, NOW)).to.equal(undefined);
    });
  }

  it('reads the date form without a zone as GMT, wherever the process runs', () => {
    const { TZ } = process.env;
    process.env['TZ'] = 'America/Chicago';
    try {
      expect(parseRetryAfter('Fri Nov 20 12:00:07 2026', NOW)).to.equal(7_000);
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
  });

  it('takes a missing header for no word at all', () => {
    expect(parseRetryAfter(undefined, NOW)).to.equal(undefined);
  });

  it('gives whole milliseconds between 1 and a day, or nothing, for any text', () => {
    const text = fc.oneof(fc.string(), fc.double().map(String), fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()));
    fc.assert(
      fc.property(text, (header) => {
        const wait = parseRetryAfter(header, NOW);
        if (wait !== undefined) expect(Number.isInteger(wait) && wait >= 1 && wait <= DAY_MS, String(wait)).to.equal(true);
      }),
    );
  });
});
