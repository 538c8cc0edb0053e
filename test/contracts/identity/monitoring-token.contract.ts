import { expect } from 'chai';
import type { MonitoringToken } from '../../../src/application/identity/ports/monitoring-token.js';

/** What every `MonitoringToken` promises. */
export function describeMonitoringToken(name: string, open: (token: string | undefined) => MonitoringToken): void {
  describe(`MonitoringToken: ${name}`, () => {
    it('is matched by itself and by nothing else', () => {
      const monitoring = open('monitoring-0123456789');
      expect(monitoring.matches('monitoring-0123456789')).to.equal(true);
      for (const wrong of ['', 'monitoring-012345678', 'monitoring-01234567890', 'MONITORING-0123456789', 'undefined']) {
        expect(monitoring.matches(wrong), wrong).to.equal(false);
      }
    });

    it('matches nothing where none is configured', () => {
      for (const presented of ['', 'undefined', 'null']) expect(open(undefined).matches(presented)).to.equal(false);
    });
  });
}
