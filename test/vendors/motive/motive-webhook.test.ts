import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import type { WebhookDelivery } from '../../../src/application/integrations/ports/vendor-webhook.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { motiveWebhook } from '../../../src/infrastructure/vendors/motive/motive-webhook.js';
import { NO_EVENTS, bytes, isStorable, tampered } from '../webhook-vectors.js';

const SECRET = 'd9d36bea41c44ae49d1bfc4a48ba2abe';
const NOW = new Date('2026-03-02T08:00:00Z');
const DUTY_STATUS =
  '{"action":"user_duty_status_updated","id":123456,"role":"driver","email":null,"username":"test-driver-name","first_name":"Test","last_name":"Driver-name",'
  + '"driver_company_id":null,"phone":null,"phone_ext":null,"carrier_name":null,"carrier_street":null,"carrier_city":null,"carrier_state":null,"carrier_zip":null,'
  + '"terminal_street":null,"terminal_city":null,"terminal_state":null,"terminal_zip":null,"time_zone":"Pacific Time (US & Canada)","cycle":"Other",'
  + '"exception_24_hour_restart":false,"exception_8_hour_break":false,"exception_wait_time":false,"exception_short_haul":false,"exception_ca_farm_school_bus":false,'
  + '"cycle2":null,"exception_24_hour_restart2":false,"exception_8_hour_break2":false,"exception_wait_time2":false,"exception_short_haul2":false,'
  + '"exception_ca_farm_school_bus2":false,"eld_mode":"exempt","time_tracking_mode":"timecards","drivers_license_number":null,"drivers_license_state":null,'
  + '"yard_moves_enabled":false,"personal_conveyance_enabled":false,"status":"active","trigger":"updated","duty_status":"on_duty","updated_at":"2025-02-19T11:04:09Z"}';

/** The first is Motive's own; the second follows from its scheme. */
const ACCEPTED: readonly (readonly [string, string, string])[] = [
  ['the vendor’s example', '["fault_code_closed"]', 'f04a8386a21a6cba0447024e83b3f0983352bb72'],
  ['a changed duty status', DUTY_STATUS, '041c478b660631f078f303c005aa77c90af948d1'],
];

function delivered(body: string, signature: string | undefined): WebhookDelivery {
  return { headers: { 'x-kt-webhook-signature': signature }, body: bytes(body) };
}

const hmac = (algorithm: string, body: string, key: string | Buffer = SECRET): string => createHmac(algorithm, key).update(body).digest('hex');
const isSigned = (delivery: WebhookDelivery, secret = SECRET): boolean => motiveWebhook.isSigned(delivery, new Secret(secret), NOW);

describe('Motive’s webhooks', () => {
  for (const [what, body, signature] of ACCEPTED) {
    it(`accepts ${what}`, () => expect(isSigned(delivered(body, signature))).to.equal(true));
  }

  it('refuses each of 300 deliveries with one bit turned in body or signature', () => {
    for (const [, body, signature] of ACCEPTED) {
      const any = tampered(delivered(body, signature), ['x-kt-webhook-signature']);
      fc.assert(fc.property(any, (delivery) => !isSigned(delivery)), { numRuns: 150 });
    }
  });

  const body = '{"action":"a"}';
  const wrong: readonly (readonly [string, string | undefined])[] = [
    ['no signature', undefined],
    ['an empty one', ''],
    ['capital letters', hmac('sha1', body).toUpperCase()],
    ['SHA-256', hmac('sha256', body)],
    ['the secret decoded as hexadecimal', hmac('sha1', body, Buffer.from(SECRET, 'hex'))],
    ['another secret', hmac('sha1', body, 'another')],
    ['half of it', hmac('sha1', body).slice(0, 20)],
    ['a blank behind it', `${hmac('sha1', body)} `],
    ['a prefix', `sha1=${hmac('sha1', body)}`],
  ];
  for (const [what, signature] of wrong) {
    it(`refuses ${what}`, () => expect(isSigned(delivered(body, signature))).to.equal(false));
  }

  it('refuses a signature sent twice', () => {
    const [one] = [hmac('sha1', body)];
    expect(isSigned({ headers: { 'x-kt-webhook-signature': [one, one] }, body: bytes(body) })).to.equal(false);
  });

  it('refuses everything under a blank secret, which anybody could sign with', () => {
    for (const secret of ['', '   ']) expect(isSigned(delivered(body, hmac('sha1', body, secret)), secret), `"${secret}"`).to.equal(false);
  });

  describe('what they tell of', () => {
    const read = (pushed: unknown): ReturnType<typeof motiveWebhook.read> => motiveWebhook.read(bytes(JSON.stringify(pushed)));
    const changed = { action: 'user_duty_status_updated', id: 77, updated_at: '2026-03-02T08:00:00Z', duty_status: 'driving' };

    it('a changed duty status: the hours of that driver have changed, known by action, id and time', () => {
      expect(motiveWebhook.read(bytes(DUTY_STATUS))).to.deep.equal({
        eventId: 'user_duty_status_updated|123456|2025-02-19T11:04:09Z',
        type: 'user_duty_status_updated',
        meaning: { kind: 'driver-hours-changed', externalDriverId: '123456' },
      });
    });

    it('a driver’s id may be sent as text', () => {
      expect(read({ ...changed, id: '77' })).to.deep.equal(read(changed));
    });

    it('without a driver it can name, nothing', () => {
      for (const id of [undefined, null, '', 'ann', -1, 1.5, 2 ** 60, {}, ['77']]) {
        expect(read({ ...changed, id })?.meaning, JSON.stringify(id)).to.deep.equal({ kind: 'nothing' });
      }
    });

    it('another action: nothing, under its own name', () => {
      expect(read({ ...changed, action: 'hos_violation_upserted' })).to.deep.equal({
        eventId: 'hos_violation_upserted|77|2026-03-02T08:00:00Z', type: 'hos_violation_upserted', meaning: { kind: 'nothing' },
      });
    });

    it('the list of actions of the set-up call: nothing, known by its bytes', () => {
      const first = read(['vehicle_location_updated']);
      expect(first).to.deep.include({ type: 'webhook_set_up', meaning: { kind: 'nothing' } });
      expect(first?.eventId).to.match(/^sha256:[0-9a-f]{64}$/);
      expect(read(['vehicle_location_updated'])).to.deep.equal(first);
      expect(read(['user_duty_status_updated'])?.eventId).to.not.equal(first?.eventId);
      expect(read([])?.meaning).to.deep.equal({ kind: 'nothing' });
    });

    it('an event without id or time is known by its bytes, so two of them are two', () => {
      for (const missing of [{ id: undefined }, { updated_at: undefined }, { updated_at: null }]) {
        const [one, other] = [read({ ...changed, ...missing }), read({ ...changed, ...missing, duty_status: 'off_duty' })];
        expect([one?.eventId, other?.eventId].every((id) => id?.startsWith('sha256:')), JSON.stringify(missing)).to.equal(true);
        expect(one?.eventId).to.not.equal(other?.eventId);
      }
    });

    for (const [what, pushed] of [...NO_EVENTS, ['no action', '{"id":1}'], ['an action that is no text', '{"action":7}'], ['an empty action', '{"action":""}']] as const) {
      it(`no event: ${what}`, () => {
        expect(motiveWebhook.read(typeof pushed === 'string' ? bytes(pushed) : pushed)).to.equal(undefined);
      });
    }

    it('whatever action, id and time come, the event can be stored', () => {
      const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
      fc.assert(fc.property(text, fc.oneof(text, fc.double()), text, (action, id, updatedAt) => {
        const event = read({ action, id, updated_at: updatedAt });
        return event !== undefined && isStorable(event);
      }));
    });
  });
});
