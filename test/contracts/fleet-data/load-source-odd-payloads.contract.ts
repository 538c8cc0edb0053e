import { expect } from 'chai';
import { allPages } from '../all-pages.js';
import { expectVendorError } from '../vendor-error.js';
import type { OpenLoadSource, VendorLists } from './load-source-harness.js';
import { load, loads, loadsOf, readsOf, tmsDrivers } from './load-source-scenarios.js';

const ODD_ROWS: readonly unknown[] = [null, 7, 'a load', [], {}, { id: '' }, { id: null }, { id: 1e300 }, { id: { id: '1' } }];
const ODD_BODIES: readonly unknown[] = [null, 7, 'loads', true, {}, { loads: {} }, { data: 'none' }, { error: 'Something went wrong.' }];

/** Rows that are broken or incomplete cost nothing but themselves; a body that is something else is no answer. */
export function describeOddPayloads(vendor: () => OpenLoadSource, lists: VendorLists): void {
  it('counts rows it cannot read and keeps the others', async () => {
    await vendor().given({ loads: loads(2), drivers: tmsDrivers(2), oddRows: ODD_ROWS });
    const pages = await allPages(vendor().source.activeLoads());
    expect(pages.reduce((sum, { unreadable }) => sum + unreadable, 0)).to.equal(ODD_ROWS.length);
    expect(loadsOf(pages)).to.have.length(2);
    expect(await vendor().source.drivers()).to.have.length(lists.drivers ? 2 : 0);
  });

  it('has no loads when the vendor has none', async () => {
    await vendor().given({ loads: [] });
    const pages = await allPages(vendor().source.activeLoads());
    expect(loadsOf(pages)).to.deep.equal([]);
    expect(pages.every(({ unreadable }) => unreadable === 0)).to.equal(true);
    expect(await vendor().source.drivers()).to.deep.equal([]);
  });

  for (const json of ODD_BODIES) {
    it(`does not take ${JSON.stringify(json)} for an answer`, async () => {
      await vendor().given({ loads: loads(1), body: { json } });
      for (const read of readsOf(vendor().source, lists)) await expectVendorError('malformed', read);
    });
  }

  it('does not take another load for the one it asked for', async () => {
    await vendor().given({ loads: [], body: { json: { id: '2002', status: 'assigned' } } });
    await expectVendorError('malformed', () => vendor().source.load('1001'));
  });

  it('states a status it cannot place as UNKNOWN, and keeps the word', async () => {
    await vendor().given({ loads: [load('1001', { status: 'UNKNOWN' })] });
    const found = await vendor().source.load('1001');
    expect(found?.status).to.equal('UNKNOWN');
    expect(found?.statusRaw).to.be.a('string').and.not.to.equal('');
  });

  it('invents nothing for a load of which only the id is told', async () => {
    await vendor().given({ loads: [load('1001')] });
    const found = await vendor().source.load('1001');
    const { externalLoadId, status, statusRaw, asOf, ...rest } = found!;
    expect([externalLoadId, status, typeof statusRaw, asOf instanceof Date]).to.deep.equal(['1001', 'ASSIGNED', 'string', true]);
    expect(Object.values(rest).every((value) => value === undefined), JSON.stringify(rest)).to.equal(true);
  });

  it('drops a point that is not on earth and keeps the rest of the place', async () => {
    const pickup = { city: 'Dallas', latitude: 132.8, longitude: -96.87 };
    await vendor().given({ loads: [load('1001', { pickup, delivery: { city: 'Memphis', latitude: 35, longitude: 200 } })] });
    const found = await vendor().source.load('1001');
    for (const [place, city] of [[found?.pickup, 'Dallas'], [found?.delivery, 'Memphis']] as const) {
      expect(place).to.deep.equal({ address: undefined, city, state: undefined, zip: undefined, latitude: undefined, longitude: undefined });
    }
  });
}
