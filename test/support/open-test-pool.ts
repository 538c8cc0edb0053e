import { Secret } from '../../src/domain/shared/secret.js';
import { Database, SERVICE_ROLE, openKnex } from '../../src/infrastructure/persistence/database.js';
import { RecordingLogger } from './recording-logger.js';

/** One more pool on a test's database: as the service's role, another one, or with null as whoever logs in. */
export function openTestPool(url: string, poolMax = 5, role: string | null = SERVICE_ROLE): Database {
  const options = { connectionString: new Secret(url), poolMax, ssl: false, logger: new RecordingLogger() };
  return new Database(openKnex(role === null ? options : { ...options, role }));
}
