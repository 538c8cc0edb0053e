import { WEBHOOK_TIMING } from '../../../src/domain/integrations/webhook-timing.js';
import { readConfig } from '../../../src/infrastructure/config/config.js';
import { T } from '../../../src/infrastructure/di/tokens.js';
import { WinstonLogger } from '../../../src/infrastructure/logging/winston-logger.js';
import { startService } from '../../../src/service.js';

/** The service as a process whose leases of webhooks end after 2 s. It stops for nothing but SIGKILL. */
const config = readConfig();
const logger = WinstonLogger.toStdout(config.settings.LOG_LEVEL);
await startService({
  config,
  logger,
  override: (container) => container.rebind(T.WebhookTiming).toConstantValue({ ...WEBHOOK_TIMING, leaseSeconds: 2 }),
});
