import type { FleetFigures, FleetFiguresQuery } from '../metrics/prometheus-metrics.js';
import type { SqlScope } from './database.js';

const FIGURES = `
  select
    (select count(*) from hos_override where ended_at is null and expires_at > clock_timestamp()) as overrides,
    (select extract(epoch from clock_timestamp() - min(s.as_of))::float8
     from hos_snapshot s join driver d using (tenant_id, driver_id)
     where d.is_active and not exists (select from hos_override o where o.tenant_id = d.tenant_id
       and o.driver_id = d.driver_id and o.ended_at is null and o.expires_at > clock_timestamp())) as oldest,
    (select count(*) from circuit where phase = 'closed') as closed,
    (select count(*) from circuit where phase = 'open') as open,
    (select count(*) from circuit where phase = 'half-open') as half_open,
    (select count(*) from incident where resolved_at is null) as incidents,
    (select count(*) from outbox_message where status = 'pending') as messages`;

interface FiguresRow {
  overrides: number;
  oldest: number | null;
  closed: number;
  open: number;
  half_open: number;
  incidents: number;
  messages: number;
}

export class KnexFleetFigures implements FleetFiguresQuery {
  constructor(private readonly scope: SqlScope) {}

  read(): Promise<FleetFigures> {
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: FiguresRow[] }>(FIGURES);
      const [row] = rows;
      if (row === undefined) throw new Error('The figures of the fleet came back empty.');
      return {
        overridesActive: row.overrides,
        oldestDriverAgeSeconds: row.oldest ?? undefined,
        circuits: { closed: row.closed, open: row.open, 'half-open': row.half_open },
        openIncidents: row.incidents,
        pendingMessages: row.messages,
      };
    });
  }
}
