import type { MonitoringToken } from '../../../../src/application/identity/ports/monitoring-token.js';

export class FixedMonitoringToken implements MonitoringToken {
  constructor(private readonly token: string | undefined) {}

  matches(presented: string): boolean {
    return presented === this.token;
  }
}
