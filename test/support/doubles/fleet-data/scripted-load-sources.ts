import type { LoadSource, LoadsPage, TmsDriver } from '../../../../src/application/fleet-data/ports/load-source.js';
import type { LoadAccount, LoadSources, OpenLoadSource } from '../../../../src/application/fleet-data/ports/load-sources.js';
import type { LoadObservation } from '../../../../src/domain/fleet-data/load.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { VendorError } from '../../../../src/domain/shared/vendor-error.js';
import type { VendorErrorFields } from '../../../../src/domain/shared/vendor-error.js';
import type { FleetState } from './fleet-state.js';

export const TMS_AWAY: VendorErrorFields = {
  kind: 'unavailable',
  vendor: 'TRUCKBASE_TMS',
  operation: 'loads.active',
  detail: 'Truckbase cannot be reached at the moment.',
};

/** What a test writes down of one TMS account, and what was asked of it. */
export class ScriptedTms implements LoadSource {
  pages: readonly (LoadsPage | VendorErrorFields)[] = [];
  /** Answers about single loads; one that is not here is unknown to the vendor. */
  readonly byId = new Map<string, LoadObservation | VendorErrorFields>();
  people: readonly TmsDriver[] | VendorErrorFields = [];
  /** Every request waits for this. */
  gate: Promise<void> = Promise.resolve();
  readonly requests = { pages: 0, loads: [] as string[], drivers: 0 };
  /** Done before each answer about a single load. */
  beforeLoad: (id: string) => void = () => undefined;

  async *activeLoads(): AsyncIterable<LoadsPage> {
    for (const page of this.pages) {
      this.requests.pages += 1;
      yield await this.answer(page);
    }
  }

  async load(externalLoadId: string): Promise<LoadObservation | undefined> {
    this.requests.loads.push(externalLoadId);
    this.beforeLoad(externalLoadId);
    const load = this.byId.get(externalLoadId);
    await this.gate;
    return load === undefined ? undefined : this.answer(load);
  }

  async drivers(): Promise<readonly TmsDriver[]> {
    this.requests.drivers += 1;
    return this.answer(this.people);
  }

  private async answer<Value extends object>(value: Value | VendorErrorFields): Promise<Value> {
    await this.gate;
    if ('kind' in value && 'detail' in value) throw new VendorError(value);
    return value;
  }
}

/** TMS accounts whose answers a test writes down. */
export class ScriptedLoadSources implements LoadSources {
  readonly #accounts = new Map<IntegrationId, ScriptedTms>();
  /** Integrations whose stored credentials no key opens. */
  readonly unreadable = new Set<IntegrationId>();
  readonly priorities: ('user' | 'background')[] = [];

  constructor(private readonly state: FleetState) {}

  at(id: IntegrationId): ScriptedTms {
    const tms = this.#accounts.get(id) ?? new ScriptedTms();
    this.#accounts.set(id, tms);
    return tms;
  }

  async list(tenantId: TenantId): Promise<readonly LoadAccount[]> {
    const mine = this.state.integrations.filter((one) => one.tenantId === tenantId && one.integrationType === 'TMS' && one.enabled && !one.deleted);
    return mine.map(({ id, vendor, syncIntervalSeconds }) => ({ integrationId: id, displayName: vendor, syncIntervalSeconds }));
  }

  async open(tenantId: TenantId, id: IntegrationId, priority: 'user' | 'background'): Promise<OpenLoadSource> {
    this.priorities.push(priority);
    const integration = this.state.integration(tenantId, id);
    const refusal = { vendor: 'tms', operation: 'connection.open' };
    if (integration === undefined || integration.deleted || !integration.enabled) {
      throw new VendorError({ ...refusal, kind: 'rejected', detail: 'This integration cannot be asked.' });
    }
    if (this.unreadable.has(id)) throw new VendorError({ ...refusal, kind: 'credentials', detail: 'Unreadable. Enter them again.' });
    return { source: this.at(id), dataSource: integration.vendor.toLowerCase() };
  }
}
