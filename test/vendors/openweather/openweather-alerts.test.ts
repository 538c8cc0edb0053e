import { expect } from 'chai';
import { alertsOf } from '../../../src/infrastructure/vendors/openweather/openweather-alerts.js';

const alert = (more: Readonly<Record<string, unknown>>): unknown => ({ lat: 41.5, lon: -93, alerts: [{ event: 'Flood Watch', ...more }] });

describe('Alerts of One Call 3.0', () => {
  it('are an empty list when the key is absent or null', () => {
    for (const body of [{ lat: 0, lon: 0 }, { lat: 0, lon: 0, alerts: null }, { lat: 0, lon: 0, alerts: [] }]) expect(alertsOf(body)).to.deep.equal([]);
  });

  it('are undefined, not none, when the body is something else or no alert can be read', () => {
    for (const body of [null, [], 'x', {}, { lat: 'x' }, { lat: 1, alerts: {} }, { lat: 1, alerts: ['urn:oid:2.49.0'] }, { lat: 1, alerts: [{}] }]) {
      expect(alertsOf(body), JSON.stringify(body)).to.equal(undefined);
    }
  });

  it('keep those that can be read', () => {
    const body = { lat: 1, alerts: [null, { event: 'Frost', start: 1_767_225_600 }, {}] };
    expect(alertsOf(body)).to.deep.equal([{ event: 'Frost', sender: undefined, startsAt: new Date('2026-01-01T00:00:00Z'), endsAt: undefined, text: '' }]);
  });

  const versions: readonly (readonly [string, unknown, string])[] = [
    ['a text', ' Water rises. ', 'Water rises.'],
    ['nothing', undefined, ''],
    ['an empty list', [], ''],
    ['English among others', [{ language: 'de', description: 'Wasser' }, { language: 'en-US', description: 'Water' }], 'Water'],
    ['English by its name', [{ language: 'fr', description: 'Eau' }, { language: 'English', description: 'Water' }], 'Water'],
    ['another language only', [{ language: 'de', description: '' }, { language: 'fr', description: 'Eau' }], 'Eau'],
    ['English that says nothing', [{ language: 'en', description: ' ' }, { language: 'fr', description: 'Eau' }], 'Eau'],
    ['entries without a language', [null, 'x', { description: 'Water' }], 'Water'],
    ['a number', 7, ''],
  ];
  for (const [name, description, text] of versions) {
    it(`read a description that is ${name}`, () => {
      expect(alertsOf(alert({ description }))?.[0]?.text).to.equal(text);
    });
  }

  it('have no times that cannot be', () => {
    for (const start of ['1767225600', 0, -1, 1e20, Number.NaN, null]) expect(alertsOf(alert({ start, end: start }))?.[0]).to.include({ startsAt: undefined, endsAt: undefined });
  });

  it('cut text that never ends', () => {
    const [found] = alertsOf(alert({ description: 'x'.repeat(100_000), event: 'y'.repeat(1000) })) ?? [];
    expect([found?.text.length, found?.event.length]).to.deep.equal([4000, 200]);
  });
});
