import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError, readConfig } from '../../../src/infrastructure/config/config.js';

type Environment = Readonly<Record<string, string | undefined>>;

export const JWT_SECRET = 'p7Zk2vQx9LrT4mWc8NbYd3HsJf6GaUeR';
export const HEX_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
export const OTHER_HEX_KEY = 'ff0e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';

/** What production starts with. */
export const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://fleetbridge:pw@db.example.com/fleetbridge',
  JWT_SECRET,
  CREDENTIALS_ENCRYPTION_KEYS: `k1:${HEX_KEY}`,
};

/** Secrets set, so that none are made. */
export const DEVELOPMENT: Environment = { JWT_SECRET, CREDENTIALS_ENCRYPTION_KEY: HEX_KEY };

/** Everything that is wrong with an environment; nothing when it is usable. */
export function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** A folder of its own for each test, removed after it. */
export function useFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fleetbridge-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return () => folder;
}
