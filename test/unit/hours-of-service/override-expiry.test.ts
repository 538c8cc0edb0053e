import { expect } from 'chai';
import { OverrideExpiryError } from '../../../src/domain/hours-of-service/errors.js';
import { isFromTheFuture } from '../../../src/domain/hours-of-service/hos-observation.js';
import { isInForce, overrideExpiry } from '../../../src/domain/hours-of-service/hos-override.js';
import { overrideOf } from '../../contracts/hours-of-service/hos-examples.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const DAY_MS = 86_400_000;
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

describe('When an override ends', () => {
  it('24 hours from now unless asked otherwise', () => {
    expect(overrideExpiry(undefined, NOW)).to.deep.equal(after(DAY_MS));
  });

  for (const [name, milliseconds] of [['1 ms ahead', 1], ['7 days ahead, exactly', 7 * DAY_MS]] as const) {
    it(`as asked: ${name}`, () => {
      expect(overrideExpiry(after(milliseconds), NOW)).to.deep.equal(after(milliseconds));
    });
  }

  for (const [name, milliseconds] of [['now', 0], ['1 ms ago', -1], ['7 days and 1 ms ahead', 7 * DAY_MS + 1]] as const) {
    it(`refused: ${name}`, () => {
      const error = (() => {
        try {
          return overrideExpiry(after(milliseconds), NOW);
        } catch (caught) {
          return caught;
        }
      })();
      expect(error).to.be.instanceOf(OverrideExpiryError);
      expect((error as OverrideExpiryError).extras.errors?.map(({ pointer }) => pointer)).to.deep.equal(['/expires_at']);
    });
  }

  it('it is in force until that very moment', () => {
    const override = overrideOf(NOW, { expiresAt: after(1_000) });
    expect([isInForce(override, after(999)), isInForce(override, after(1_000))]).to.deep.equal([true, false]);
  });
});

describe('Times from the future', () => {
  for (const [milliseconds, refused] of [[0, false], [120_000, false], [120_001, true]] as const) {
    it(`${milliseconds} ms ahead is ${refused ? 'refused' : 'taken'}`, () => {
      expect(isFromTheFuture(after(milliseconds), NOW)).to.equal(refused);
    });
  }
});
