import pg from 'pg';

const STATEMENT = 'select * from hos_snapshot where tenant_id = $1 and driver_id = $2';

/** Reads a driver's row by one prepared statement on a pool, past row level security. */
export function snapshotReader(): (driverId: string) => Promise<unknown> {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
  return async (driverId) => {
    const { rows } = await pool.query<object>({ name: 'read', text: STATEMENT, values: [process.env['TENANT_ID'], driverId] });
    return rows[0];
  };
}
