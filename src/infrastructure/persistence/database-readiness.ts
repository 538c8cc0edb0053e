import type { Readiness, ReadinessReport } from '../../application/shared/readiness.js';
import type { Database } from './database.js';

const PATIENCE_MS = 2_000;

/** Ready once migrated, while the database answers within two seconds, until the process begins to stop. */
export class DatabaseReadiness implements Readiness {
  constructor(
    private readonly database: Database,
    private readonly stop: AbortSignal,
  ) {}

  async check(): Promise<ReadinessReport> {
    if (this.stop.aborted) return { ready: false, checks: { process: 'stopping' } };
    const answers = await this.answers();
    return { ready: answers, checks: { database: answers ? 'ok' : 'unreachable', migrations: 'ok' } };
  }

  private async answers(): Promise<boolean> {
    try {
      await this.database.knex.raw('select 1').timeout(PATIENCE_MS, { cancel: false });
      return true;
    } catch {
      return false;
    }
  }
}
