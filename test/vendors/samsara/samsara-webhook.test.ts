import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import type { WebhookDelivery } from '../../../src/application/integrations/ports/vendor-webhook.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { samsaraWebhook } from '../../../src/infrastructure/vendors/samsara/samsara-webhook.js';
import { NO_EVENTS, bytes, isStorable, tampered } from '../webhook-vectors.js';

const SECRET = 'dGVzdC1zZWNyZXQ=';
const PING = '{"eventId":"8928d556-72f5-439c-a924-953022c44bfb","eventMs":1589474494538,"eventType":"Ping","event":{"text":"Ping"}}';
const ALERT =
  '{"eventId":"017db07f-6e95-470e-8cc0-a371f9deed2b","eventTime":"1970-01-20T06:39:05.683Z","eventType":"AlertIncident","orgId":20936,"webhookId":"1411751028848270",'
  + '"data":{"conditions":[{"description":"Vehicle speed exceeds threshold","details":{"severeSpeeding":{"driver":{"id":"45646","name":"Driver Bob"},'
  + '"vehicle":{"id":"494123","name":"Fleet Truck #1"},"speedMilesPerHour":75,"speedLimitMilesPerHour":55}},"triggerId":1000}],'
  + '"configurationId":"9814a1fa-f0c6-408b-bf85-51dc3bc71ac7","happenedAtTime":"2019-06-13T19:08:25Z",'
  + '"incidentUrl":"https://cloud.samsara.com/o/1/fleet/workflows/123","isResolved":false,"updatedAtTime":"2019-06-13T19:08:25Z"}}';

interface Vector {
  readonly name: string;
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
}

/** The first is Samsara's own; the others follow from its scheme. */
const ACCEPTED: readonly Vector[] = [
  { name: 'the vendor’s golden vector', timestamp: '1700000000', body: 'test-body', signature: 'v1=e05d9d1f326a1f8a845d2520d09d45c6b20c1931828bbd1dd3858446e7ae7082' },
  { name: 'a ping of version 1', timestamp: '1589474495', body: PING, signature: 'v1=1c52f7d622a261a70deaf826f2f387be8512930d6b55062ff8b67f2626524aa8' },
  { name: 'an alert of version 2', timestamp: '1700000000', body: ALERT, signature: 'v1=23ba457fe381ffb1f3925f7750003d7d12d759e07f99e683c563a03f7a0a5e9a' },
  { name: 'a body that is not ASCII', timestamp: '1700000000', body: '{"name":"José — café"}', signature: 'v1=4cf8f84f0a922cf3800eda76e9c8f8694c04beac30b2bff127f589bf25057964' },
];

const REFUSED: readonly Vector[] = [
  { name: 'URL and body in Base64, as the vendor’s Python client checks', timestamp: '1700000000', body: 'test-body', signature: '1M84ejyC4n+/LuZhjQKy1wmNyGL9UnT3aHdITtyiME8=' },
  { name: 'the secret used as text', timestamp: '1700000000', body: 'test-body', signature: 'v1=0318637c2f573cfccfecfffffb8372ef503eeda1380818329aa77cb38dcbabad' },
  { name: 'a time changed by one second', timestamp: '1700000001', body: 'test-body', signature: 'v1=e05d9d1f326a1f8a845d2520d09d45c6b20c1931828bbd1dd3858446e7ae7082' },
  { name: 'no v1= before it', timestamp: '1700000000', body: 'test-body', signature: 'e05d9d1f326a1f8a845d2520d09d45c6b20c1931828bbd1dd3858446e7ae7082' },
];

function delivered({ timestamp, body, signature }: Vector): WebhookDelivery {
  return { headers: { 'x-samsara-timestamp': timestamp, 'x-samsara-signature': signature }, body: bytes(body) };
}

const at = (seconds: number): Date => new Date(seconds * 1000);
const isSigned = (delivery: WebhookDelivery, now: Date, secret = SECRET): boolean => samsaraWebhook.isSigned(delivery, new Secret(secret), now);
const isAccepted = (vector: Vector): boolean => isSigned(delivered(vector), at(Number(vector.timestamp)));

/** Signed as Samsara does, under this key and time. */
function signed(body: string, timestamp: string, key = Buffer.from(SECRET, 'base64')): WebhookDelivery {
  const signature = `v1=${createHmac('sha256', key).update(`v1:${timestamp}:${body}`).digest('hex')}`;
  return delivered({ name: '', timestamp, body, signature });
}

describe('Samsara’s webhooks', () => {
  for (const vector of ACCEPTED) {
    it(`accepts ${vector.name}`, () => expect(isAccepted(vector)).to.equal(true));
  }
  for (const vector of REFUSED) {
    it(`refuses ${vector.name}`, () => expect(isAccepted(vector)).to.equal(false));
  }

  it('refuses each of 500 deliveries with one bit turned in body, signature or time', () => {
    for (const vector of ACCEPTED) {
      const any = tampered(delivered(vector), ['x-samsara-signature', 'x-samsara-timestamp']);
      fc.assert(fc.property(any, (delivery) => !isSigned(delivery, at(Number(vector.timestamp)))), { numRuns: 125 });
    }
  });

  it('accepts a time up to 300 s away from ours either way, and refuses 301 s', () => {
    const delivery = signed('{}', '1700000000');
    for (const away of [-300, 0, 300]) expect(isSigned(delivery, at(1_700_000_000 + away)), String(away)).to.equal(true);
    for (const away of [-301, 301, -300.001, 300.001, 1e6]) expect(isSigned(delivery, at(1_700_000_000 + away)), String(away)).to.equal(false);
  });

  it('refuses a time that is not a whole number of seconds, however well it is signed', () => {
    for (const timestamp of ['', ' 1700000000', '1700000000.0', '1.7e9', '+1700000000', '0x6553F100', 'NaN', '1700000000000']) {
      expect(isSigned(signed('{}', timestamp), at(1_700_000_000)), timestamp).to.equal(false);
    }
  });

  it('refuses a delivery without one of the headers, or with one sent twice', () => {
    const { headers, body } = signed('{}', '1700000000');
    for (const name of Object.keys(headers)) {
      const twice = [String(headers[name]), String(headers[name])];
      for (const sent of [undefined, '', twice]) expect(isSigned({ headers: { ...headers, [name]: sent }, body }, at(1_700_000_000)), name).to.equal(false);
    }
  });

  it('takes a secret without padding and with blanks around it', () => {
    for (const secret of ['dGVzdC1zZWNyZXQ', ` ${SECRET}\n`]) expect(isSigned(signed('{}', '1700000000'), at(1_700_000_000), secret), secret).to.equal(true);
  });

  it('refuses everything under a secret that is no Base64: nobody can sign with what is left of it', () => {
    for (const secret of ['', ' ', '!!!!', 'not base64!', '====', 'dGVzdC1zZWNyZXQ=dGVz', 'a']) {
      for (const key of [Buffer.alloc(0), Buffer.alloc(1), Buffer.from(secret, 'base64')]) {
        expect(isSigned(signed('{}', '1700000000', key), at(1_700_000_000), secret), secret).to.equal(false);
      }
    }
  });

  describe('what they tell of', () => {
    const read = (body: unknown): ReturnType<typeof samsaraWebhook.read> => samsaraWebhook.read(bytes(JSON.stringify(body)));

    it('a ping and an alert ask for nothing, known by their eventId in both versions', () => {
      expect(samsaraWebhook.read(bytes(PING))).to.deep.equal({ eventId: '8928d556-72f5-439c-a924-953022c44bfb', type: 'Ping', meaning: { kind: 'nothing' } });
      expect(samsaraWebhook.read(bytes(ALERT))).to.deep.equal({ eventId: '017db07f-6e95-470e-8cc0-a371f9deed2b', type: 'AlertIncident', meaning: { kind: 'nothing' } });
    });

    for (const eventType of ['DriverCreated', 'DriverUpdated']) {
      it(`${eventType}: the roster has changed`, () => {
        const event = { eventId: 'e-1', eventTime: '2026-03-02T08:00:00Z', eventType, orgId: 1, webhookId: '2', data: { driver: { id: '88' } } };
        expect(read(event)).to.deep.equal({ eventId: 'e-1', type: eventType, meaning: { kind: 'roster-changed' } });
      });
    }

    for (const eventType of ['VehicleUpdated', 'driverupdated', 'constructor', '__proto__', 'SomethingNew']) {
      it(`${eventType}: nothing, under its own name`, () => {
        expect(read({ eventId: 'e-1', eventMs: 1, eventType })).to.deep.equal({ eventId: 'e-1', type: eventType, meaning: { kind: 'nothing' } });
      });
    }

    for (const [what, body] of [...NO_EVENTS, ['a list', '["Ping"]'], ['no eventId', '{"eventType":"Ping"}'], ['no eventType', '{"eventId":"1"}'], ['an id that is no text', '{"eventId":1,"eventType":"Ping"}']] as const) {
      it(`no event: ${what}`, () => {
        expect(samsaraWebhook.read(typeof body === 'string' ? bytes(body) : body)).to.equal(undefined);
      });
    }

    it('an id of 201 characters, or one that cannot be stored, is known by its digest, the same each time', () => {
      const long = 'x'.repeat(201);
      for (const eventId of [long, 'a\0b', 'a\ud800b']) {
        const event = read({ eventId, eventType: 'Ping' });
        expect(event?.eventId).to.match(/^sha256:[0-9a-f]{64}$/);
        expect(read({ eventId, eventType: 'Ping', eventMs: 9 })).to.deep.equal(event);
      }
      expect(read({ eventId: long.slice(1), eventType: 'Ping' })?.eventId).to.equal(long.slice(1));
    });

    it('whatever id and type come, the event can be stored', () => {
      const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
      fc.assert(fc.property(text, text, (eventId, eventType) => {
        const event = read({ eventId, eventType });
        return event !== undefined && isStorable(event);
      }));
    });
  });
});
