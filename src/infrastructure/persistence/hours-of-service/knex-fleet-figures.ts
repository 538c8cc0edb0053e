import type { FleetFigures, FleetFiguresQuery } from '../../metrics/prometheus-metrics.js';
import type { SqlScope } from '../database.js';

const FIGURES = `
  select
    (select count(*) from hos_override where ended_at is null and expires_at > clock_timestamp()) as overrides,
    (select extract(epoch from clock_timestamp() - min(s.as_of))::float8
     from hos_snapshot s join driver d using (tenant_id, driver_id)
     where d.is_active and not exists (select from hos_override o where o.tenant_id = d.tenant_id
       and o.driver_id = d.driver_id and o.ended_at is null and o.expires_at > clock_timestamp())) as oldest`;

export class KnexFleetFigures implements FleetFiguresQuery {
  constructor(private readonly scope: SqlScope) {}

  read(): Promise<FleetFigures> {
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: { overrides: number; oldest: number | null }[] }>(FIGURES);
      return { overridesActive: rows[0]?.overrides ?? 0, oldestDriverAgeSeconds: rows[0]?.oldest ?? undefined };
    });
  }
}
