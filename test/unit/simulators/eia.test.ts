import { expect } from 'chai';
import { EIA_AREA_CODES, eiaRows } from '../../../src/infrastructure/simulators/eia/eia-series.js';

const NOW = new Date('2026-03-04T05:06:07Z');

describe('Simulated EIA weeks', () => {
  const rows = eiaRows(1, EIA_AREA_CODES, NOW);

  it('are Mondays until now, newest first, one row for each area', () => {
    expect(rows[0]).to.include({ period: '2026-03-02', duoarea: 'NUS' });
    expect(rows.at(-1)).to.include({ period: '2024-01-01', duoarea: 'SCA' });
    expect(rows).to.have.length(114 * EIA_AREA_CODES.length);
    expect(eiaRows(1, ['R20'], new Date('2026-03-01T23:59:59Z'))[0]).to.include({ period: '2026-02-23' });
    expect(eiaRows(1, ['R20'], new Date('2023-01-01T00:00:00Z'))).to.deep.equal([]);
  });

  it('have texts for values, and null now and then', () => {
    const values = rows.map(({ value }) => value);
    for (const value of values) expect(value === null || (typeof value === 'string' && /^\d\.\d{3}$/.test(value)), String(value)).to.equal(true);
    expect(values.filter((value) => value === null).length / values.length).to.be.within(0.02, 0.09);
  });

  it('are the same for the same seed and others for another', () => {
    expect(eiaRows(1, ['R20', 'NUS'], NOW)).to.deep.equal(eiaRows(1, ['NUS', 'R20', 'XYZ'], NOW));
    expect(eiaRows(2, ['NUS'], NOW)).not.to.deep.equal(eiaRows(1, ['NUS'], NOW));
  });
});
