import { expect } from 'chai';
import { AcknowledgeAlert } from '../../../src/application/alerts/acknowledge-alert.js';
import { ReportOutcome } from '../../../src/application/alerts/report-outcome.js';
import { WriteIncident } from '../../../src/application/alerts/write-incident.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { RandomIdGenerator, SystemClock } from '../../../src/infrastructure/runtime/system.js';
import { someIncident } from '../../support/doubles/alerts/some-incident.js';
import { useAlerts } from '../../contracts/alerts/open-alerts.js';
import { openKnexAlerts } from './knex-alerts.js';

const TIMES = 30;

describe('Somebody who acknowledges an incident at the moment it ends', () => {
  const opened = useAlerts(openKnexAlerts);

  it(`${TIMES} times: both are kept, and nothing opens it again`, async function () {
    this.timeout(20_000);
    const { work, directory, repositories } = opened();
    const clock = new SystemClock();
    const acknowledge = new AcknowledgeAlert(work, clock);
    const report = new ReportOutcome(new WriteIncident(work, directory, new RandomIdGenerator(), clock, undefined));
    const actor = { userId: toUserId('u-1'), label: 'Ann' };
    for (let time = 0; time < TIMES; time += 1) {
      const tenantId = await opened().tenant();
      const integrationId = await opened().integration(tenantId);
      const { id } = someIncident(tenantId, integrationId);
      await repositories.incidents.save(someIncident(tenantId, integrationId, { id }));
      const success = { tenantId, integrationId, outcome: { kind: 'success' } } as const;
      await Promise.all([acknowledge.execute({ tenantId, id, actor }), report.execute(success), acknowledge.execute({ tenantId, id, actor })]);
      const kept = await repositories.incidents.find(tenantId, id);
      expect(kept?.acknowledgedBy).to.equal('Ann');
      expect(kept?.resolvedAt, `time ${time}`).to.be.instanceOf(Date);
    }
  });
});
