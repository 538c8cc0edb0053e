import { examined } from '../../conformance/examined.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { describeErrors } from './load-source-errors.contract.js';
import type { LoadSourceHarness, OpenLoadSource } from './load-source-harness.js';
import { describeLimits } from './load-source-limits.contract.js';
import { describeMapping } from './load-source-mapping.contract.js';
import { describeOddPayloads } from './load-source-odd-payloads.contract.js';
import { describePaging } from './load-source-paging.contract.js';

/**
 * What every `LoadSource` promises, whatever the vendor, in five groups. QA writes a scenario here once; each harness
 * runs it.
 */
export function describeLoadSource(name: string, harness: LoadSourceHarness): void {
  describe(`LoadSource: ${name}`, () => {
    let vendor: OpenLoadSource;

    if (harness.overRealSockets) onRealSockets();

    beforeEach(async () => {
      const opened = await harness.open();
      vendor = { ...opened, source: examined('LoadSource', opened.source) };
    });

    afterEach(async () => {
      await vendor.close();
    });

    describe('paging', () => describePaging(() => vendor, harness.lists));
    describe('limits', () => describeLimits(() => vendor, harness.lists));
    describe('error taxonomy', () => describeErrors(() => vendor, harness.lists));
    describe('mapping', () => describeMapping(() => vendor, harness.lists));
    describe('odd payloads', () => describeOddPayloads(() => vendor, harness.lists));
  });
}
