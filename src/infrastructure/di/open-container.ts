import { egressOptionsOf } from '../config/config.js';
import type { Config } from '../config/config.js';
import { WinstonLogger } from '../logging/winston-logger.js';
import { openDatabase } from '../persistence/open-database.js';
import { VendorFolderRegistry } from '../vendors/vendor-folder-registry.js';
import { createContainer } from './container.js';
import type { Container } from './container.js';

/** A container for a command: the database of the configuration, no HTTP, no scheduler. */
export async function openContainer(config: Config): Promise<{ readonly container: Container; readonly close: () => Promise<void> }> {
  const logger = WinstonLogger.toStdout('warn');
  const opened = await openDatabase(config, logger);
  const { database } = opened;
  const vendors = await VendorFolderRegistry.load(egressOptionsOf(config));
  const container = createContainer({ config, database, logger, vendors, stop: new AbortController().signal });
  return { container, close: () => opened.close() };
}
