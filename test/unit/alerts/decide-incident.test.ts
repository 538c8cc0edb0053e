import { expect } from 'chai';
import { decideIncident } from '../../../src/domain/alerts/incident.js';
import type { Incident, IncidentDecision, IncidentKind, IncidentSignal } from '../../../src/domain/alerts/incident.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { DEFAULT_SETTINGS } from '../../support/doubles/alerts/in-memory-alert-settings.js';
import { someIncident } from '../../support/doubles/alerts/some-incident.js';

const TENANT = toTenantId('tenant');
const INTEGRATION = toIntegrationId('integration');
const NOW = new Date('2026-03-02T12:00:00.000Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const HOURS = 60;

type Failed = Extract<IncidentSignal, { kind: 'failed' }>;

const failed = (fields: Partial<Failed> = {}): Failed => ({ kind: 'failed', reason: 'Acme is down.', cause: 'other', consecutiveFailedRuns: 1, failuresInWindow: 1, ...fields });
const stale = (staleDrivers: number): IncidentSignal => ({ kind: 'stale', staleDrivers });
const RECOVERED: IncidentSignal = { kind: 'recovered' };
const someOpen = (fields: Partial<Incident> = {}): Incident => someIncident(TENANT, INTEGRATION, { openedAt: ago(30), lastSeenAt: ago(10), notifiedAt: ago(30), ...fields });

function decide(signal: IncidentSignal, known: { readonly open?: Incident; readonly last?: Incident } = {}): IncidentDecision {
  return decideIncident({ open: known.open, last: known.last, signal, settings: DEFAULT_SETTINGS, now: NOW, newIncident: { id: 'new', tenantId: TENANT, integrationId: INTEGRATION } });
}

function saved(decision: IncidentDecision): { readonly incident: Incident; readonly tell: string | undefined } {
  if (decision.kind !== 'save') throw new Error('Nothing was decided.');
  return decision;
}

describe('Without an open incident', () => {
  const opens: readonly (readonly [string, IncidentSignal, IncidentKind, string])[] = [
    ['3 consecutive failed runs', failed({ consecutiveFailedRuns: 3, failuresInWindow: 1 }), 'failing', 'ERROR'],
    ['3 failures within the window', failed({ consecutiveFailedRuns: 0, failuresInWindow: 3 }), 'failing', 'ERROR'],
    ['1 rejected credential', failed({ cause: 'credentials' }), 'credentials-rejected', 'CRITICAL'],
    ['1 shrunk roster', failed({ cause: 'roster-shrunk' }), 'roster-shrunk', 'WARNING'],
    ['1 driver with old hours', stale(1), 'stale-data', 'WARNING'],
  ];
  for (const [what, signal, kind, severity] of opens) {
    it(`${what} opens one: ${kind}, ${severity}, told at once`, () => {
      const { incident, tell } = saved(decide(signal));
      expect(incident).to.include({ id: 'new', kind, severity, occurrences: 1, silent: false, resolvedAt: undefined, acknowledgedAt: undefined });
      expect([incident.openedAt, incident.notifiedAt, tell]).to.deep.equal([NOW, NOW, 'opened']);
    });
  }

  const nothing: readonly (readonly [string, IncidentSignal])[] = [
    ['2 failures', failed({ consecutiveFailedRuns: 2, failuresInWindow: 2 })],
    ['a success', RECOVERED],
    ['0 drivers with old hours', stale(0)],
  ];
  for (const [what, signal] of nothing) it(`${what}: nothing happens`, () => expect(decide(signal)).to.deep.equal({ kind: 'nothing' }));

  it('says how many drivers have old hours, 1 or 7', () => {
    expect(saved(decide(stale(1))).incident.reason).to.equal('1 driver has hours of service older than an hour.');
    expect(saved(decide(stale(7))).incident).to.include({ reason: '7 drivers have hours of service older than an hour.', staleDrivers: 7 });
  });
});

describe('With an open incident', () => {
  it('a failure is one more occurrence, without a message', () => {
    const { incident, tell } = saved(decide(failed({ reason: 'Again.' }), { open: someOpen({ occurrences: 3 }) }));
    expect(incident).to.include({ occurrences: 4, reason: 'Again.', kind: 'failing' });
    expect([incident.lastSeenAt, tell]).to.deep.equal([NOW, undefined]);
  });

  it('takes on the gravest of what was seen: a rejected credential makes it CRITICAL, a shrunk roster leaves it ERROR', () => {
    expect(saved(decide(failed({ cause: 'credentials' }), { open: someOpen() })).incident).to.include({ kind: 'credentials-rejected', severity: 'CRITICAL' });
    expect(saved(decide(failed({ cause: 'roster-shrunk' }), { open: someOpen() })).incident).to.include({ kind: 'failing', severity: 'ERROR' });
  });

  it('4 drivers with old hours join it, and 0 leave it open, not seen any more', () => {
    expect(saved(decide(stale(4), { open: someOpen() })).incident).to.include({ kind: 'failing', staleDrivers: 4, reason: 'Acme could not be reached.' });
    const { incident } = saved(decide(stale(0), { open: someOpen({ staleDrivers: 4 }) }));
    expect(incident).to.include({ kind: 'failing', staleDrivers: 0, resolvedAt: undefined });
    expect(incident.lastSeenAt).to.deep.equal(ago(10));
  });

  it('a success ends it and tells', () => {
    const { incident, tell } = saved(decide(RECOVERED, { open: someOpen({ staleDrivers: 4 }) }));
    expect(incident).to.include({ staleDrivers: 0, openedAt: incident.openedAt });
    expect([incident.resolvedAt, incident.notifiedAt, tell]).to.deep.equal([NOW, NOW, 'resolved']);
  });

  it('about old hours is not over when a sync goes well, but when 0 drivers have any', () => {
    const open = someOpen({ kind: 'stale-data', severity: 'WARNING', staleDrivers: 2 });
    expect(decide(RECOVERED, { open })).to.deep.equal({ kind: 'nothing' });
    expect(saved(decide(stale(3), { open })).incident).to.include({ staleDrivers: 3, reason: '3 drivers have hours of service older than an hour.' });
    expect(saved(decide(stale(0), { open })).tell).to.equal('resolved');
  });

  it('reminds after 24 hours and not before, also when nothing but old hours is seen', () => {
    const minute = (minutes: number): string | undefined => saved(decide(failed(), { open: someOpen({ openedAt: ago(30 * HOURS), notifiedAt: ago(minutes) }) })).tell;
    expect([minute(24 * HOURS - 1), minute(24 * HOURS)]).to.deep.equal([undefined, 'reminder']);
    expect(saved(decide(stale(0), { open: someOpen({ notifiedAt: ago(24 * HOURS) }) }))).to.deep.include({ tell: 'reminder' });
  });
});

describe('After an incident', () => {
  const over = someOpen({ openedAt: ago(90), resolvedAt: ago(29), notifiedAt: ago(29), acknowledgedAt: ago(80), acknowledgedBy: 'Ann' });

  it('trouble within 30 minutes continues it silently, and its end is silent', () => {
    const { incident, tell } = saved(decide(failed({ cause: 'credentials' }), { last: over }));
    expect(incident).to.include({ id: over.id, occurrences: 4, silent: true, resolvedAt: undefined, acknowledgedBy: 'Ann', kind: 'credentials-rejected' });
    expect([incident.openedAt, tell]).to.deep.equal([over.openedAt, undefined]);
    const end = saved(decide(RECOVERED, { open: incident }));
    expect([end.incident.resolvedAt, end.tell]).to.deep.equal([NOW, undefined]);
  });

  it('trouble after 30 minutes is a new one', () => {
    const { incident, tell } = saved(decide(failed({ cause: 'credentials' }), { last: { ...over, resolvedAt: ago(30) } }));
    expect([incident.id, incident.acknowledgedBy, tell]).to.deep.equal(['new', undefined, 'opened']);
  });

  it('one continued silently reminds 24 hours after the last message, not after its beginning; then its end is told', () => {
    const open = someOpen({ openedAt: ago(25 * HOURS), notifiedAt: ago(2 * HOURS), silent: true });
    expect(saved(decide(failed(), { open })).tell).to.equal(undefined);
    const reminded = saved(decide(failed(), { open: { ...open, notifiedAt: ago(24 * HOURS) } }));
    expect([reminded.tell, reminded.incident.silent]).to.deep.equal(['reminder', false]);
    expect(saved(decide(RECOVERED, { open: reminded.incident })).tell).to.equal('resolved');
  });

  it('one that never ended changes nothing', () => {
    expect(saved(decide(failed({ cause: 'credentials' }), { last: { ...over, resolvedAt: undefined } })).tell).to.equal('opened');
  });
});
