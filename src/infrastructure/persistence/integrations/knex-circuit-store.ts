import type { Knex } from 'knex';
import { permitOf } from '../../../application/integrations/circuit-permit.js';
import type { AttemptOutcome, CircuitKey, CircuitPermit, CircuitStore } from '../../../application/integrations/ports/circuit-store.js';
import { CLOSED_CIRCUIT, askCircuit, recordOutcome, withdrawAttempt } from '../../../domain/integrations/circuit.js';
import type { Circuit, CircuitRules } from '../../../domain/integrations/circuit.js';
import type { Database } from '../database.js';
import { translateDatabaseError } from '../translate-database-error.js';
import { toCircuit, toCircuitRow } from './circuit-rows.js';
import type { CircuitRow } from './circuit-rows.js';

/** A healthy circuit costs one statement to ask and one to record; only a troubled one is locked and moved. */
export class KnexCircuitStore implements CircuitStore {
  constructor(
    private readonly database: Database,
    private readonly rules: CircuitRules,
  ) {}

  async ask(key: CircuitKey): Promise<CircuitPermit> {
    return this.orAway(async () => {
      const seen = await this.read(key);
      if (seen.phase.kind === 'closed') return { allowed: true, generation: seen.generation };
      return this.move<CircuitPermit>(key, (circuit, now) => {
        const answer = askCircuit(circuit, now, this.rules);
        return [answer.circuit, permitOf(answer, now)];
      });
    });
  }

  async record(key: CircuitKey, outcome: AttemptOutcome): Promise<void> {
    await this.orAway(async () => {
      if (!outcome.failed && (await this.countGood(key, outcome.generation))) return;
      await this.move(key, (circuit, now) => [recordOutcome(circuit, outcome, now, this.rules), undefined]);
    });
  }

  async withdraw(key: CircuitKey, generation: number): Promise<void> {
    await this.orAway(async () => {
      const { phase } = await this.read(key);
      if (phase.kind === 'half-open') await this.move(key, (circuit) => [withdrawAttempt(circuit, generation), undefined]);
    });
  }

  private async read({ tenantId, integrationId }: CircuitKey): Promise<Circuit> {
    const [row] = await this.database.prepared<CircuitRow>('read-circuit', 'select * from read_circuit($1, $2)', [tenantId, integrationId]);
    return row === undefined ? CLOSED_CIRCUIT : toCircuit(row);
  }

  private async countGood({ tenantId, integrationId }: CircuitKey, generation: number): Promise<boolean> {
    const statement = 'select count_good_answer($1, $2, $3) as counted';
    const [row] = await this.database.prepared<{ counted: boolean }>('count-good-answer', statement, [tenantId, integrationId, generation]);
    return row?.counted ?? false;
  }

  /** One writer at a time, by the database's clock. */
  private move<Result>(
    { tenantId, integrationId }: CircuitKey,
    decide: (circuit: Circuit, now: Date) => readonly [Circuit, Result],
  ): Promise<Result> {
    return this.database.tenant(tenantId, async (sql) => {
      const key = { tenant_id: tenantId, integration_id: integrationId };
      await sql('circuit').insert({ ...key, ...toCircuitRow(CLOSED_CIRCUIT) }).onConflict(['tenant_id', 'integration_id']).ignore();
      const [row] = await sql('circuit')
        .where(key)
        .forUpdate()
        .select<CircuitRow[]>('*');
      if (row === undefined) throw new Error('A circuit has vanished.');
      const [moved, result] = decide(toCircuit(row), await nowAfterLock(sql));
      await sql('circuit').where(key).update(toCircuitRow(moved));
      return result;
    });
  }

  private async orAway<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }
}

/** The time is read once the row is ours: waiting for it may have taken a while. */
async function nowAfterLock(sql: Knex): Promise<Date> {
  const { rows } = await sql.raw<{ rows: { now: Date }[] }>('select clock_timestamp() as now');
  return rows[0]?.now ?? new Date();
}
