import { createHash, timingSafeEqual } from 'node:crypto';
import type { MonitoringToken } from '../../application/identity/ports/monitoring-token.js';
import type { Secret } from '../../domain/shared/secret.js';

export class ConfiguredMonitoringToken implements MonitoringToken {
  constructor(private readonly token: Secret<string> | undefined) {}

  matches(presented: string): boolean {
    return this.token !== undefined && timingSafeEqual(digest(presented), digest(this.token.reveal()));
  }
}

/** Equal lengths, whatever was presented. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
