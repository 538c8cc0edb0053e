import { expect } from 'chai';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { useAlerts } from './open-alerts.js';
import type { GivenRun, OpensAlerts } from './open-alerts.js';

/** What every `FailureLog` promises. */
export function describeFailureLog(name: string, open: OpensAlerts): void {
  describe(`FailureLog: ${name}`, () => {
    const opened = useAlerts(open);
    let tenantId: TenantId;
    let integrationId: IntegrationId;

    beforeEach(async () => {
      tenantId = await opened().tenant();
      integrationId = await opened().integration(tenantId);
    });

    const runs = async (...given: readonly GivenRun[]): Promise<void> => {
      for (const run of given) await opened().run(tenantId, integrationId, run);
    };
    const failed = (minutesAgo: number, code = 'timeout'): GivenRun => ({ what: 'failed', minutesAgo, code });
    const consecutive = (): Promise<number> => opened().repositories.failures.consecutiveFailedRuns(tenantId, integrationId);
    const within = (minutes: number): Promise<number> => opened().repositories.failures.failuresWithin(tenantId, integrationId, minutes);

    it('knows 0 failures of an integration that never ran', async () => {
      expect([await consecutive(), await within(60)]).to.deep.equal([0, 0]);
    });

    it('counts the failed runs since the last good one; a partial run is good enough', async () => {
      await runs(failed(50), failed(40), { what: 'success', minutesAgo: 30 }, failed(20), failed(10));
      expect(await consecutive()).to.equal(2);
      await runs({ what: 'partial', minutesAgo: 5 });
      expect(await consecutive()).to.equal(0);
      await runs(failed(1));
      expect(await consecutive()).to.equal(1);
    });

    it('passes over runs that our own circuit or limiter refused: 3 failures stay 3', async () => {
      await runs(failed(40), failed(30, 'circuit-open'), failed(25), failed(20, 'no-permit'), failed(10));
      expect([await consecutive(), await within(60)]).to.deep.equal([3, 3]);
    });

    it('counts runs and live reads of the last 60 minutes, good ones in between or not', async () => {
      await runs(failed(61), failed(59), { what: 'success', minutesAgo: 30 }, { what: 'live', minutesAgo: 90 }, { what: 'live', minutesAgo: 20 }, failed(1));
      expect(await within(60)).to.equal(3);
      expect(await within(10)).to.equal(1);
    });

    it('20 failed live reads within a minute count once, or twice when a minute begins meanwhile', async () => {
      await Promise.all(Array.from({ length: 20 }, () => opened().repositories.failures.addLiveFailure(tenantId, integrationId)));
      expect(await within(60)).to.be.oneOf([1, 2]);
      expect(await consecutive()).to.equal(0);
    });

    it('knows nothing of another tenant or of another integration', async () => {
      await runs(failed(1), { what: 'live', minutesAgo: 5 });
      const { failures } = opened().repositories;
      expect(await failures.failuresWithin(await opened().tenant(), integrationId, 60)).to.equal(0);
      expect(await failures.failuresWithin(tenantId, await opened().integration(tenantId, { enabled: false }), 60)).to.equal(0);
    });
  });
}
