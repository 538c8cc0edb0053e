import type { FuelSource } from '../../src/application/fleet-data/ports/fuel-source.js';
import type { LoadSource } from '../../src/application/fleet-data/ports/load-source.js';
import type { WeatherSource } from '../../src/application/fleet-data/ports/weather-source.js';
import type { HosSource } from '../../src/application/hours-of-service/ports/hos-source.js';

/** The vendor ports that have a contract suite, by name. */
export interface VendorPorts {
  readonly HosSource: HosSource;
  readonly LoadSource: LoadSource;
  readonly FuelSource: FuelSource;
  readonly WeatherSource: WeatherSource;
}

export type PortName = keyof VendorPorts;

/** The points every suite of a vendor port is grouped by. */
export const POINTS = ['paging', 'limits', 'error taxonomy', 'mapping', 'odd payloads'] as const;
export type Point = (typeof POINTS)[number];

/** Puts something in front of an adapter. */
export type Disguise<Port> = (adapter: Port) => Port;
export type Disguises = { readonly [Name in PortName]?: Disguise<VendorPorts[Name]> };

let worn: Disguises = {};

/** From now on suites examine adapters in these disguises: how it is shown that a suite catches a broken adapter. */
export function disguise(disguises: Disguises): void {
  worn = disguises;
}

/** What a suite examines: the adapter its harness opened, disguised if somebody asked for that. */
export function examined<Name extends PortName>(port: Name, adapter: VendorPorts[Name]): VendorPorts[Name] {
  const put: Disguise<VendorPorts[Name]> | undefined = worn[port];
  return put === undefined ? adapter : put(adapter);
}
