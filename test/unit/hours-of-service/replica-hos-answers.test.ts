import { expect } from 'chai';
import type { HosAnswer } from '../../../src/domain/hours-of-service/hos-answer.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import { ReplicaHosAnswers } from '../../../src/infrastructure/runtime/replica-hos-answers.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { InMemoryVendorRegistry } from '../../support/doubles/integrations/in-memory-vendor-registry.js';
import { someIntegration, someVendor } from '../../support/doubles/integrations/vendors.js';

const AT = new Date('2026-03-02T12:00:00Z');

function stale(driver: string): HosAnswer {
  const standing = { circuitState: 'open', waitedForPermitMs: 0 } as const;
  const snapshotAsOf = new Date(AT.getTime() - 412_000);
  return { driverId: toDriverId(driver), at: AT, rule: 'stale', snapshotAsOf, obstacle: { kind: 'slow', waitedMs: 2_000 }, standing };
}

describe('ReplicaHosAnswers', () => {
  const home = someTenant().id;
  const registry = new InMemoryVendorRegistry([someVendor()]);
  const [one, two, three] = [someIntegration(home), someIntegration(home), someIntegration(home, { vendor: 'GONE' })];

  it('explains the last answer of an integration in the name of its vendor', () => {
    const answers = new ReplicaHosAnswers(registry);
    expect(answers.find(one)).to.equal(undefined);
    answers.note(home, one.id, stale('ana'));
    answers.note(home, one.id, stale('ben'));
    expect(answers.find(one)).to.deep.equal({
      driverId: 'ben',
      at: AT,
      rule: 'stale',
      why: 'The snapshot was 412 s old and Acme did not answer in 2 s.',
      circuitState: 'open',
      waitedForPermitMs: 0,
    });
    expect(answers.find(two)).to.equal(undefined);
  });

  it('has no circuit of an answer for which nobody was asked, and a word for a vendor that is gone', () => {
    const answers = new ReplicaHosAnswers(registry);
    answers.note(home, three.id, { ...stale('ana'), standing: undefined });
    expect(answers.find(three)).to.include({ circuitState: undefined, waitedForPermitMs: undefined });
    expect(answers.find(three)?.why).to.contain('the vendor did not answer');
  });

  it('tells a tenant nothing of another’s', () => {
    const answers = new ReplicaHosAnswers(registry);
    answers.note(someTenant().id, one.id, stale('ana'));
    expect(answers.find(one)).to.equal(undefined);
  });

  it('forgets the integration that was read longest ago when there are more than 2', () => {
    const answers = new ReplicaHosAnswers(registry, 2);
    for (const { id } of [one, two, one, three]) answers.note(home, id, stale('ana'));
    expect([one, two, three].map((integration) => answers.find(integration) !== undefined)).to.deep.equal([true, false, true]);
  });
});
