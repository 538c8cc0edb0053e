import type { ClocksPage, HosSource, RosterPage } from '../../../../src/application/hours-of-service/ports/hos-source.js';
import type { HosSources, OpenHosSource } from '../../../../src/application/hours-of-service/ports/hos-sources.js';
import type { VendorStanding } from '../../../../src/domain/hours-of-service/hos-answer.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { VendorError } from '../../../../src/domain/shared/vendor-error.js';
import type { VendorErrorFields } from '../../../../src/domain/shared/vendor-error.js';
import type { FleetState } from '../fleet-data/fleet-state.js';

export const VENDOR_AWAY: VendorErrorFields = {
  kind: 'unavailable',
  vendor: 'SAMSARA_ELD',
  operation: 'hos.clocks',
  detail: 'Samsara cannot be reached at the moment.',
};

/** A page, or the failure met instead of it. */
export type Scripted<Page> = Page | VendorErrorFields;

/** An ELD account whose answers a test writes down. Counts the requests it got. */
export class ScriptedHosSources implements HosSources, HosSource {
  rosterPages: readonly Scripted<RosterPage>[] = [];
  clocksPages: readonly Scripted<ClocksPage>[] = [];
  /** Integrations whose stored credentials no key opens. */
  readonly unreadable = new Set<IntegrationId>();
  /** Every request waits for this. */
  gate: Promise<void> = Promise.resolve();
  /** What circuit and rate limit say, once the account is open. */
  standing: VendorStanding | undefined;
  readonly requests = { clocks: 0, roster: 0, clocksOf: [] as (readonly string[])[] };

  constructor(private readonly state: FleetState) {}

  async open(tenantId: TenantId, id: IntegrationId): Promise<OpenHosSource> {
    const integration = this.state.integration(tenantId, id);
    const refusal = { vendor: 'eld', operation: 'connection.open' };
    if (integration === undefined || integration.deleted || !integration.enabled) {
      throw new VendorError({ ...refusal, kind: 'rejected', detail: 'This integration cannot be asked.' });
    }
    if (this.unreadable.has(id)) throw new VendorError({ ...refusal, kind: 'credentials', detail: 'Unreadable. Enter them again.' });
    return { source: this, dataSource: integration.vendor.toLowerCase(), standing: () => this.standing };
  }

  async *roster(): AsyncIterable<RosterPage> {
    for (const page of this.rosterPages) {
      this.requests.roster += 1;
      yield await this.answer(page);
    }
  }

  async *clocks(): AsyncIterable<ClocksPage> {
    for (const page of this.clocksPages) {
      this.requests.clocks += 1;
      yield await this.answer(page);
    }
  }

  async clocksOf(externalDriverIds: readonly string[]): Promise<ClocksPage> {
    this.requests.clocksOf.push(externalDriverIds);
    const { clocksPages } = this;
    await this.gate;
    const failed = clocksPages.find((page) => 'kind' in page);
    if (failed !== undefined) throw new VendorError(failed);
    const rows = clocksPages.flatMap((page) => ('kind' in page ? [] : page.observations));
    return { observations: rows.filter((row) => externalDriverIds.includes(row.externalDriverId)), unreadable: 0 };
  }

  /** Requests for clocks so far, of whatever kind. */
  get clockRequests(): number {
    return this.requests.clocks + this.requests.clocksOf.length;
  }

  private async answer<Page extends object>(page: Scripted<Page>): Promise<Page> {
    await this.gate;
    if ('kind' in page) throw new VendorError(page);
    return page;
  }
}
