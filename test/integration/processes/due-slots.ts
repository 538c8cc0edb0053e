import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/service-process.js';
import type { Replicas, RunRow } from './replicas.js';

/** Makes integrations due, again as soon as their last slot was taken, and counts how many slots each was given. */
export class DueSlots {
  readonly #given = new Map<string, number>();
  #stopping = false;
  readonly #feeding: Promise<void>;

  constructor(
    private readonly replicas: Replicas,
    private readonly pauseMs = 50,
  ) {
    this.#feeding = this.feed();
  }

  /** By integration. */
  given(): Record<string, number> {
    return Object.fromEntries(this.#given);
  }

  /** No more slots from here on; resolves when every one that was given is taken and no run is left. */
  async drained(patienceMs: number): Promise<void> {
    this.#stopping = true;
    await this.#feeding;
    await eventually('every slot is taken and every run finished', patienceMs, async () => {
      const [row] = await this.replicas.query<{ left: number }>(
        `select (select count(*) from sync_run where status = 'running')
           + (select count(*) from integration where next_sync_at <= clock_timestamp()) as left`,
      );
      return Number(row?.left) === 0 ? true : undefined;
    });
  }

  private async feed(): Promise<void> {
    while (!this.#stopping) {
      const due = await this.replicas.query<{ id: string }>(
        `update integration set next_sync_at = clock_timestamp() - interval '1 second' where next_sync_at > clock_timestamp() returning id`,
      );
      for (const { id } of due) this.#given.set(id, (this.#given.get(id) ?? 0) + 1);
      await sleep(this.pauseMs);
    }
  }
}

/** Pairs of runs of one integration that were going on at the same time. */
export function overlaps(runs: readonly RunRow[]): readonly string[] {
  const found: string[] = [];
  for (const [index, run] of runs.entries()) {
    for (const other of runs.slice(index + 1)) {
      const together = other.started_at < (run.completed_at ?? new Date()) && run.started_at < (other.completed_at ?? new Date());
      if (other.integration_id === run.integration_id && together) found.push(`${run.id} ${other.id}`);
    }
  }
  return found;
}

/** How many runs each integration has. */
export function countByIntegration(runs: readonly RunRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { integration_id: id } of runs) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Object.fromEntries(counts);
}
