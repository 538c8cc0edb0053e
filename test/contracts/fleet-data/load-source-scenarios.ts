import type { LoadsPage, LoadSource, TmsDriver } from '../../../src/application/fleet-data/ports/load-source.js';
import type { LoadObservation } from '../../../src/domain/fleet-data/load.js';
import { allPages } from '../all-pages.js';
import type { GivenLoad, VendorLists } from './load-source-harness.js';

/** A load that waits for its pickup, but for what is said otherwise. */
export function load(externalLoadId: string, more: Partial<GivenLoad> = {}): GivenLoad {
  return { externalLoadId, status: 'ASSIGNED', ...more };
}

/** Loads 1001, 1002, … */
export function loads(count: number): readonly GivenLoad[] {
  return Array.from({ length: count }, (_, index) => load(String(1001 + index)));
}

/** Drivers 501, 502, … */
export function tmsDrivers(count: number): readonly TmsDriver[] {
  return Array.from({ length: count }, (_, index) => ({ externalDriverId: String(501 + index), name: `Driver ${index}`, isActive: true }));
}

export function loadsOf(pages: readonly LoadsPage[]): readonly LoadObservation[] {
  return pages.flatMap((page) => page.loads);
}

/** Every way to ask a source that reaches the vendor: its drivers only where it has a list of them. */
export function readsOf(source: LoadSource, lists: VendorLists, signal?: AbortSignal): readonly (() => Promise<unknown>)[] {
  const activeLoads = (): Promise<unknown> => allPages(source.activeLoads(signal));
  const one = (): Promise<unknown> => source.load('1001', signal);
  return [activeLoads, one, ...(lists.drivers ? [() => source.drivers(signal)] : [])];
}
