import { expect } from 'chai';
import type { Incident, IncidentKind } from '../../../src/domain/alerts/incident.js';
import { messageOf } from '../../../src/domain/alerts/incident-message.js';
import type { IncidentSetting } from '../../../src/domain/alerts/incident-message.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { someIncident } from '../../support/doubles/alerts/some-incident.js';

const OPENED = new Date('2026-03-02T08:00:00.000Z');
const SETTING: IncidentSetting = { vendorName: 'Samsara', integrationName: 'Trucks', tenantName: 'Müller & Söhne', appUrl: 'https://fleet.example.com/', now: new Date('2026-03-02T10:30:00.000Z') };

const incident = (fields: Partial<Incident> = {}): Incident => someIncident(toTenantId('t'), toIntegrationId('i'), { id: 'i-7', openedAt: OPENED, occurrences: 9, reason: 'Samsara could not be reached.', ...fields });

describe('The message about an incident', () => {
  it('says what happened, since when, how often, and links to it', () => {
    const message = messageOf(incident(), 'opened', SETTING);
    expect(message).to.include({ occasion: 'opened', severity: 'ERROR', title: 'Samsara: reading keeps failing', link: 'https://fleet.example.com/alerts/i-7' });
    expect(message.text).to.match(/^Samsara could not be reached\. What is known from before is shown and marked as stale/);
    expect(message.context).to.deep.equal([
      ['Company', 'Müller & Söhne'],
      ['Integration', 'Trucks'],
      ['Since', '2026-03-02T08:00:00.000Z'],
      ['Times seen', '9'],
      ['Incident', 'i-7'],
    ]);
  });

  it('names the number of drivers with old hours when there are any', () => {
    expect(messageOf(incident({ staleDrivers: 12 }), 'reminder', SETTING).context).to.deep.include(['Drivers with old hours', '12']);
  });

  const advice: readonly (readonly [IncidentKind, RegExp])[] = [
    ['credentials-rejected', /Enter new credentials.*once an hour/],
    ['failing', /Do not plan with it before/],
    ['roster-shrunk', /\?confirm_roster=true/],
    ['stale-data', /Do not plan with these hours/],
  ];
  for (const [kind, words] of advice) {
    it(`says what to do: ${kind}`, () => expect(messageOf(incident({ kind }), 'opened', SETTING).text).to.match(words));
  }

  it('about reading that fails names no hours: loads, fuel prices and weather fail alike', () => {
    expect(messageOf(incident({ kind: 'failing' }), 'opened', SETTING).text).to.not.match(/hours|driver/i);
  });

  it('about its end says until when it was and gives no advice any more', () => {
    const message = messageOf(incident({ resolvedAt: new Date('2026-03-02T08:42:10.000Z') }), 'resolved', SETTING);
    expect(message.text).to.equal('It works again. The trouble lasted 42 minutes.');
    expect(message.context).to.deep.include(['Until', '2026-03-02T08:42:10.000Z']);
  });

  const lasted: readonly (readonly [number, string])[] = [[0, '1 minute'], [89, '1 minute'], [91, '2 minutes'], [119 * 60, '119 minutes'], [120 * 60, '2 hours'], [30 * 3600, '30 hours']];
  for (const [seconds, words] of lasted) {
    it(`calls ${seconds} s ${words}`, () => {
      const resolvedAt = new Date(OPENED.getTime() + seconds * 1000);
      expect(messageOf(incident({ resolvedAt }), 'resolved', SETTING).text).to.equal(`It works again. The trouble lasted ${words}.`);
    });
  }

  it('takes now for the end of one that does not say when, and has no link without an address of the console', () => {
    const { text, link } = messageOf(incident(), 'resolved', { ...SETTING, appUrl: undefined });
    expect([text, link]).to.deep.equal(['It works again. The trouble lasted 3 hours.', undefined]);
  });
});
