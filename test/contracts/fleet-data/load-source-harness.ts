import type { LoadSource, TmsDriver } from '../../../src/application/fleet-data/ports/load-source.js';
import type { Appointment, LoadLocation, LoadStatus } from '../../../src/domain/fleet-data/load.js';
import type { GivenFailure } from '../given-failure.js';

/** A load in our words; the harness says it in the vendor's. What is left out the vendor does not send. */
export interface GivenLoad {
  /** Digits, so that vendors with numeric ids can send it. */
  readonly externalLoadId: string;
  /** UNKNOWN: the vendor sends a status we cannot place. */
  readonly status: LoadStatus;
  readonly pickup?: Partial<LoadLocation>;
  readonly delivery?: Partial<LoadLocation>;
  readonly pickupAppointment?: Appointment;
  readonly deliveryAppointment?: Appointment;
  readonly driver?: string;
  readonly miles?: number;
}

/** What the vendor is like from now on. */
export interface GivenTms {
  readonly loads: readonly GivenLoad[];
  readonly drivers?: readonly TmsDriver[];
  /** Rows per page of the vendor. Default: the vendor's own. */
  readonly pageSize?: number;
  /** What stands beside the loads (and the drivers) on the first page of each list. */
  readonly oddRows?: readonly unknown[];
  /** The body of every answer, instead of loads and drivers. */
  readonly body?: { readonly json: unknown };
  readonly failure?: GivenFailure;
}

export interface OpenLoadSource {
  readonly source: LoadSource;
  given(state: GivenTms): Promise<void>;
  close(): Promise<void>;
}

/** What the vendor's contract can say at all. What it cannot, the suite expects to be absent. */
export interface VendorLists {
  /** Lists come in pages. False: the whole list is one answer. */
  readonly pages: boolean;
  /** There is a list of drivers. False: nobody is asked for, and nobody found. */
  readonly drivers: boolean;
  /** The list of active loads has loads whose status we cannot place. False: it is asked for by status. */
  readonly unplacedLoads: boolean;
}

/** Brings up a source and the vendor behind it. Its client must answer failures at once: one attempt, short deadlines. */
export interface LoadSourceHarness {
  readonly lists: VendorLists;
  /** False where nock answers, true where something listens. */
  readonly overRealSockets: boolean;
  open(): Promise<OpenLoadSource>;
}
