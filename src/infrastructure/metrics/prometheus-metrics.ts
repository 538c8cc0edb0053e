import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Metrics } from '../../application/shared/metrics.js';
import type { MetricsPage } from '../../application/shared/metrics-page.js';

/** Figures about the whole fleet, read from the database when the page is rendered. */
export interface FleetFigures {
  readonly overridesActive: number;
  /** Of active, not overridden drivers; undefined when there are none. */
  readonly oldestDriverAgeSeconds: number | undefined;
  /** Circuits by state. */
  readonly circuits: Readonly<Record<'closed' | 'open' | 'half-open', number>>;
  readonly openIncidents: number;
  /** Messages waiting to be delivered. */
  readonly pendingMessages: number;
}

export interface FleetFiguresQuery {
  read(): Promise<FleetFigures>;
}

export class PrometheusMetrics implements Metrics, MetricsPage {
  readonly #registry = new Registry();
  readonly #hosReads = this.counter('hos_reads_total', 'Reads of one driver’s hours by where the answer came from', ['source']);
  readonly #syncRuns = this.counter('sync_runs_total', 'Finished sync runs', ['status']);
  readonly #vendorRequests = this.counter('vendor_requests_total', 'HTTP attempts at vendors', ['vendor', 'outcome']);
  readonly #vendorRetries = this.counter('vendor_retries_total', 'Vendor operations that were retried', ['outcome']);
  readonly #overrides = this.gauge('hos_overrides_active', 'Overrides in force');
  readonly #oldest = this.gauge('hos_oldest_driver_age_seconds', 'Age of the oldest hours of an active driver without override');

  readonly #circuits = new Gauge({ name: 'circuit_state', help: 'Circuits by state', labelNames: ['state'], registers: [this.#registry] });
  readonly #incidents = this.gauge('incidents_open', 'Incidents that are not over');
  readonly #messages = this.gauge('outbox_pending', 'Messages waiting to be delivered');

  constructor(private readonly figures: FleetFiguresQuery) {
    collectDefaultMetrics({ register: this.#registry });
  }

  hosRead(source: string): void {
    this.#hosReads.inc({ source });
  }

  syncRun(status: string): void {
    this.#syncRuns.inc({ status });
  }

  vendorRequest(vendor: string, outcome: string): void {
    this.#vendorRequests.inc({ vendor, outcome });
  }

  vendorRetry(outcome: string): void {
    this.#vendorRetries.inc({ outcome });
  }

  async render(): Promise<{ type: string; content: string }> {
    const { overridesActive, oldestDriverAgeSeconds, circuits, openIncidents, pendingMessages } = await this.figures.read();
    this.#overrides.set(overridesActive);
    this.#oldest.set(oldestDriverAgeSeconds ?? Number.NaN);
    for (const [state, count] of Object.entries(circuits)) this.#circuits.set({ state }, count);
    this.#incidents.set(openIncidents);
    this.#messages.set(pendingMessages);
    return { type: this.#registry.contentType, content: await this.#registry.metrics() };
  }

  private counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.#registry] });
  }
}
