import { expect } from 'chai';
import type { OpenHosSource } from './hos-source-harness.js';
import { allPages } from '../all-pages.js';
import { expectVendorError } from '../vendor-error.js';
import { drivers, driversOf } from './hos-source-scenarios.js';

/** How much may be asked: the vendor's rate limit, and any number of drivers by name. */
export function describeLimits(vendor: () => OpenHosSource): void {
  for (const [sent, waitMs] of [['0.40235', 403], ['7', 7000], ['soon', undefined]] as const) {
    it(`takes "Retry-After: ${sent}" for ${waitMs === undefined ? 'no wait at all' : `a wait of ${waitMs} ms`}`, async () => {
      await vendor().given({ drivers: drivers(1), failure: { kind: 'rate-limited', retryAfter: sent } });
      const { source } = vendor();
      for (const read of [() => allPages(source.roster()), () => allPages(source.clocks()), () => source.clocksOf(['101'])]) {
        const error = await expectVendorError('rate-limited', read);
        expect(error.retryAfterMs).to.equal(waitMs);
      }
    });
  }

  it('keeps what it has read when the limit is reached on a later page', async () => {
    await vendor().given({ drivers: drivers(3), pageSize: 2, failure: { kind: 'rate-limited', onPage: 2 } });
    const pages = vendor().source.roster()[Symbol.asyncIterator]();
    const first = await pages.next();
    expect(driversOf(first.done === true ? [] : [first.value])).to.have.length(2);
    await expectVendorError('rate-limited', () => pages.next());
  });

  it('asks for any number of drivers', async () => {
    const many = drivers(1100);
    const ids = many.map(({ externalDriverId }) => externalDriverId);
    await vendor().given({ drivers: many });
    const { observations } = await vendor().source.clocksOf(ids);
    expect(observations.map(({ externalDriverId }) => externalDriverId)).to.have.members(ids);
  });

  it('asks for nobody without asking for the whole fleet', async () => {
    await vendor().given({ drivers: drivers(1) });
    expect(await vendor().source.clocksOf([])).to.deep.equal({ observations: [], unreadable: 0 });
    expect(await vendor().source.clocksOf(['', ' '])).to.deep.equal({ observations: [], unreadable: 0 });
  });
}
