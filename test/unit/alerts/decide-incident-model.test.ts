import { expect } from 'chai';
import fc from 'fast-check';
import { decideIncident } from '../../../src/domain/alerts/incident.js';
import type { Incident, IncidentSignal } from '../../../src/domain/alerts/incident.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { DEFAULT_SETTINGS } from '../../support/doubles/alerts/in-memory-alert-settings.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TENANT = toTenantId('tenant');
const INTEGRATION = toIntegrationId('integration');

interface Told {
  readonly at: number;
  readonly id: string;
  readonly what: 'opened' | 'reminder' | 'resolved';
}

/** One integration over time: what is kept of it, and what people were told. */
class Story {
  readonly incidents = new Map<string, Incident>();
  readonly told: Told[] = [];
  now = Date.UTC(2026, 2, 2);

  get open(): readonly Incident[] {
    return [...this.incidents.values()].filter(({ resolvedAt }) => resolvedAt === undefined);
  }

  get last(): Incident | undefined {
    const over = [...this.incidents.values()].filter(({ resolvedAt }) => resolvedAt !== undefined);
    return over.toSorted((a, b) => Number(b.resolvedAt) - Number(a.resolvedAt))[0];
  }

  see(signal: IncidentSignal): void {
    const [open] = this.open;
    const last = open === undefined ? this.last : undefined;
    const newIncident = { id: String(this.incidents.size + 1), tenantId: TENANT, integrationId: INTEGRATION };
    const decision = decideIncident({ open, last, signal, settings: DEFAULT_SETTINGS, now: new Date(this.now), newIncident });
    if (decision.kind === 'nothing') return;
    this.incidents.set(decision.incident.id, decision.incident);
    if (decision.tell !== undefined) this.told.push({ at: this.now, id: decision.incident.id, what: decision.tell });
    const reopened = last !== undefined && decision.incident.id === last.id;
    if (reopened) expect([decision.tell, this.now - Number(last.resolvedAt) < 30 * MINUTE]).to.deep.equal([undefined, true]);
  }
}

const failed: fc.Arbitrary<IncidentSignal> = fc.record({
  kind: fc.constant('failed' as const),
  reason: fc.constant('no'),
  cause: fc.constantFrom('other' as const, 'other' as const, 'credentials' as const, 'roster-shrunk' as const),
  consecutiveFailedRuns: fc.nat(4),
  failuresInWindow: fc.nat(4),
});
const signal: fc.Arbitrary<IncidentSignal> = fc.oneof(
  { weight: 4, arbitrary: failed },
  { weight: 2, arbitrary: fc.constant<IncidentSignal>({ kind: 'recovered' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('stale' as const), staleDrivers: fc.nat(2) }) },
);
const wait = fc.constantFrom(0, MINUTE, 5 * MINUTE, 29 * MINUTE, 30 * MINUTE, 5 * 60 * MINUTE, DAY - MINUTE, DAY);
const steps = fc.array(fc.tuple(wait, signal), { minLength: 60, maxLength: 60 });

/** What must hold of everything that was told of one incident. */
function checkTold(told: readonly Told[]): void {
  expect(told.filter(({ what }) => what === 'opened')).to.have.length(1);
  expect(told[0]?.what).to.equal('opened');
  for (const [index, { what, at }] of told.entries()) {
    const before = told[index - 1];
    if (before === undefined) continue;
    if (what === 'reminder') expect(at - before.at).to.be.at.least(DAY);
    if (what === 'resolved') expect(before.what).to.not.equal('resolved');
  }
}

describe('What people are told of an integration', () => {
  it('over 30,000 random events: 1 open incident at most, 1 message on open, 1 on its end, 24 h between reminders, silence on reopening', () => {
    let told = 0;
    fc.assert(
      fc.property(steps, (events) => {
        const story = new Story();
        for (const [pause, seen] of events) {
          story.now += pause;
          story.see(seen);
          expect(story.open.length).to.be.at.most(1);
        }
        for (const id of new Set(story.told.map((one) => one.id))) checkTold(story.told.filter((one) => one.id === id));
        for (const incident of story.incidents.values()) expect(story.told.some(({ id }) => id === incident.id)).to.equal(true);
        told += story.told.length;
      }),
      { numRuns: 500 },
    );
    expect(told).to.be.at.least(1_000);
  }).timeout(60_000);

  it('an outage of 72 hours, looked at every minute: 1 opening, 2 reminders, 1 end', () => {
    const story = new Story();
    const down: IncidentSignal = { kind: 'failed', reason: 'no', cause: 'other', consecutiveFailedRuns: 3, failuresInWindow: 9 };
    for (let minute = 0; minute < 72 * 60; minute += 1) {
      story.see(minute % 5 === 0 ? down : { kind: 'stale', staleDrivers: 100 });
      story.now += MINUTE;
    }
    story.see({ kind: 'recovered' });
    expect(story.told.map(({ what }) => what)).to.deep.equal(['opened', 'reminder', 'reminder', 'resolved']);
  });

  it('an integration that fails and recovers every 5 minutes for 24 hours: 1 opening, 1 end', () => {
    const story = new Story();
    const down: IncidentSignal = { kind: 'failed', reason: 'no', cause: 'other', consecutiveFailedRuns: 3, failuresInWindow: 9 };
    for (let turn = 0; turn < 144; turn += 1) {
      story.see(down);
      story.now += 5 * MINUTE;
      story.see({ kind: 'recovered' });
      story.now += 5 * MINUTE;
    }
    expect(story.told.map(({ what }) => what)).to.deep.equal(['opened', 'resolved']);
  });
});
