import { examined } from '../../conformance/examined.js';
import { onRealSockets } from '../../support/real-sockets.js';
import type { HosSourceHarness, OpenHosSource } from './hos-source-harness.js';
import { describeErrors } from './hos-source-errors.contract.js';
import { describeLimits } from './hos-source-limits.contract.js';
import { describeMapping } from './hos-source-mapping.contract.js';
import { describeOddPayloads } from './hos-source-odd-payloads.contract.js';
import { describePaging } from './hos-source-paging.contract.js';

/**
 * What every `HosSource` promises, whatever the vendor, in five groups. QA writes a scenario here once; each harness
 * runs it.
 */
export function describeHosSource(name: string, harness: HosSourceHarness): void {
  describe(`HosSource: ${name}`, () => {
    let vendor: OpenHosSource;

    if (harness.overRealSockets) onRealSockets();

    beforeEach(async () => {
      const opened = await harness.open();
      vendor = { ...opened, source: examined('HosSource', opened.source) };
    });

    afterEach(async () => {
      await vendor.close();
    });

    describe('paging', () => describePaging(() => vendor));
    describe('limits', () => describeLimits(() => vendor));
    describe('error taxonomy', () => describeErrors(() => vendor));
    describe('mapping', () => describeMapping(() => vendor, harness.states));
    describe('odd payloads', () => describeOddPayloads(() => vendor));
  });
}
