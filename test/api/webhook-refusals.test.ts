import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { WEBHOOK_SECRET, connectPushing, dutyStatusChanged, push, signatureOf } from './pushed-webhooks.js';

const MB = 1_048_576;
const PING = '{"eventId":"e-1","eventMs":1,"eventType":"Ping"}';
/** A Motive event with a body of exactly so many bytes. */
const sized = (bytes: number): string => {
  const bare = dutyStatusChanged(1, { action: 'padding', filler: '' });
  return dutyStatusChanged(1, { action: 'padding', filler: 'x'.repeat(bytes - bare.length) });
};

interface Attempt {
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

describe('A webhook nobody may send', function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;
  /** Integrations that take webhooks. */
  let motive: string;
  let samsara: string;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
    [motive, samsara] = [await connectPushing(service, as, 'MOTIVE_ELD'), await connectPushing(service, as, 'SAMSARA_ELD')];
  });
  after(() => service.stop());

  const kept = async (): Promise<number> => Number((await service.rows('select count(*) as events from webhook_event'))[0]?.['events']);
  const withoutIds = ({ status, headers, body }: Answer): unknown => {
    const told = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    return { status, told: told.map(([name, value]) => [name, name === 'content-length' ? '' : value]), body: { ...body, request_id: '', instance: '' } };
  };
  const elsewhere = async (): Promise<TestPerson> => service.addPerson(await service.addTenant(), 'ADMIN');
  const at = (vendor: string, id: string): string => `/webhooks/${vendor}/${id}`;
  const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000;

  const attempts: readonly (readonly [what: string, make: () => Promise<Attempt> | Attempt])[] = [
    ['no signature', () => ({ path: at('MOTIVE_ELD', motive), headers: {} })],
    ['a signature under another secret', () => ({ path: at('MOTIVE_ELD', motive), headers: signatureOf('MOTIVE_ELD', PING, 'another') })],
    ['a signature of another body', () => ({ path: at('MOTIVE_ELD', motive), headers: signatureOf('MOTIVE_ELD', `${PING} `) })],
    ['the other vendor’s signature', () => ({ path: at('MOTIVE_ELD', motive), headers: signatureOf('SAMSARA_ELD', PING) })],
    ['a signature of 6 minutes ago', () => ({ path: at('SAMSARA_ELD', samsara), headers: signatureOf('SAMSARA_ELD', PING, WEBHOOK_SECRET, minutesAgo(6)) })],
    ['a signature of 6 minutes ahead', () => ({ path: at('SAMSARA_ELD', samsara), headers: signatureOf('SAMSARA_ELD', PING, WEBHOOK_SECRET, minutesAgo(-6)) })],
    ['a signature of 10,000 characters', () => ({ path: at('MOTIVE_ELD', motive), headers: { 'X-KT-Webhook-Signature': 'a'.repeat(10_000) } })],
    ['an unknown id', () => ({ path: at('MOTIVE_ELD', randomUUID()) })],
    ['an id that is no UUID', () => ({ path: at('MOTIVE_ELD', '7') })],
    ['an id with NUL', () => ({ path: at('MOTIVE_ELD', '%00') })],
    ['an id that would be SQL', () => ({ path: at('MOTIVE_ELD', "'%20or%20'1'='1") })],
    ['an id of 5,000 characters', () => ({ path: at('MOTIVE_ELD', 'x'.repeat(5_000)) })],
    ['an unknown vendor', () => ({ path: at('NOBODY_MOTIVE', motive) })],
    ['a vendor of blanks', () => ({ path: at('%20MOTIVE', motive) })],
    ['the other vendor', () => ({ path: at('MOTIVE_ELD', samsara) })],
    ['a vendor that pushes nothing', async () => {
      const body = { integration_type: 'HOS_ELD', vendor: 'MOCK_SAMSARA', display_name: 'Simulated', credentials: { apiKey: 'key' } };
      return { path: at('MOCK_SAMSARA', String((await service.ask('POST', '/api/v1/integrations', { as, body })).body['id'])) };
    }],
    ['an integration without a secret', async () => ({ path: at('MOTIVE_ELD', await connectPushing(service, await elsewhere(), 'MOTIVE_ELD', '')) })],
    ['a secret that cannot be opened', async () => {
      await service.rows("update integration_credential set envelope = 'v1.lost.' || envelope where integration_id = $1 and field = 'webhookSecret'", [motive]);
      return { path: at('MOTIVE_ELD', motive) };
    }],
    ['a disabled integration', async () => {
      await service.ask('PATCH', `/api/v1/integrations/${motive}`, { as, body: { enabled: false } });
      return { path: at('MOTIVE_ELD', motive) };
    }],
    ['a deleted integration', async () => {
      await service.ask('DELETE', `/api/v1/integrations/${motive}`, { as });
      return { path: at('MOTIVE_ELD', motive) };
    }],
    ['a tenant that is switched off', async () => {
      await service.rows('update tenant set is_active = false where id = $1', [as.tenantId]);
      return { path: at('MOTIVE_ELD', motive) };
    }],
    ['a body that is no JSON, unsigned', () => ({ path: at('MOTIVE_ELD', motive), body: '{', headers: {} })],
    ['no body, unsigned', () => ({ path: at('SAMSARA_ELD', samsara), body: '', headers: {} })],
    ['a token instead of a signature', () => ({ path: at('MOTIVE_ELD', motive), headers: { Authorization: `Bearer ${as.token}` } })],
  ];

  for (const [what, make] of attempts) {
    it(`${what}: the same 403 as a wrong signature, and 0 rows`, async () => {
      const wrong = await push(service, at('MOTIVE_ELD', motive), PING, { 'X-KT-Webhook-Signature': '0'.repeat(40) });
      const { path, body = PING, headers } = await make();
      const [rows, answer] = [await kept(), await push(service, path, body, headers)];
      expect(answer.body).to.include({ status: 403, code: 'webhook-refused' });
      expect(withoutIds(answer)).to.deep.equal(withoutIds(wrong));
      expect(await kept()).to.equal(rows);
    });
  }

  it('the 24 above fail for what they say: the same request, right, is taken, under alias, lower case and every content type', async () => {
    expect(attempts).to.have.length(24);
    const paths = [at('MOTIVE_ELD', motive), at('motive_eld', motive.toUpperCase()), at('KeepTruckin_ELD', motive)];
    for (const path of paths) {
      const body = dutyStatusChanged(1);
      expect((await push(service, path, body, signatureOf('MOTIVE_ELD', body))).body, path).to.deep.equal({ received: true, duplicate: false });
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=iso-8859-1', 'multipart/form-data', 'nonsense']) {
      const body = dutyStatusChanged(1);
      const headers = { ...signatureOf('MOTIVE_ELD', body), 'Content-Type': type };
      expect((await push(service, paths[0]!, body, headers)).body, type).to.deep.equal({ received: true, duplicate: false });
    }
    expect((await push(service, at('SAMSARA_ELD', samsara), PING, signatureOf('SAMSARA_ELD', PING))).status).to.equal(200);
  });

  it('a body is taken as its bytes: 1 blank more under the old signature is refused, other words for the same JSON too', async () => {
    const body = dutyStatusChanged(1, { name: 'José' });
    const signed = signatureOf('MOTIVE_ELD', body);
    const bodies = [`${body} `, ` ${body}`, body.replace('é', '\\u00e9'), Buffer.from(body, 'latin1')];
    for (const other of bodies) expect((await push(service, at('MOTIVE_ELD', motive), other, signed)).status).to.equal(403);
    expect((await push(service, at('MOTIVE_ELD', motive), body, signed)).status).to.equal(200);
  });

  it('a body of 1 MB is taken; 1 byte more is 413, signed or not, at a known address or not', async () => {
    const whole = sized(MB);
    expect((await push(service, at('MOTIVE_ELD', motive), whole)).body).to.deep.equal({ received: true, duplicate: false });
    const rows = await kept();
    const more = sized(MB + 1);
    for (const [id, headers] of [[motive, signatureOf('MOTIVE_ELD', more)], [motive, {}], [randomUUID(), {}]] as const) {
      expect((await push(service, at('MOTIVE_ELD', id), more, headers)).body).to.include({ status: 413, code: 'payload-too-large', detail: 'The body is bigger than 1 MB.' });
    }
    expect(await kept()).to.equal(rows);
  });

  it('a packed body is 415: the signature would be of other bytes', async () => {
    const body = dutyStatusChanged(1);
    const headers = { ...signatureOf('MOTIVE_ELD', body), 'Content-Encoding': 'gzip' };
    expect((await push(service, at('MOTIVE_ELD', motive), body, headers)).body).to.include({ status: 415, code: 'unsupported-media-type' });
  });

  const nonsense = ['', ' ', '{', 'null', '7', '"text"', '{}', '{"action":7}', '['.repeat(100_000), '{"action":"a"}\0'];
  for (const body of nonsense) {
    it(`signed, but no event (${JSON.stringify(body.slice(0, 20))}): 400 malformed-json, and 0 rows`, async () => {
      const rows = await kept();
      const answer = await push(service, at('MOTIVE_ELD', motive), body);
      expect(answer.body, answer.text).to.include({ status: 400, code: 'malformed-json' });
      expect(await kept()).to.equal(rows);
    });
  }

  it('what a database cannot store is kept as text of JSON, or as U+FFFD', async () => {
    const body = '{"action":"a\\u0000b\\ud800","id":"\\u0000","updated_at":"x","nested":{"__proto__":{"a":1}}}';
    expect((await push(service, at('MOTIVE_ELD', motive), body)).status).to.equal(200);
    const [row] = await service.rows('select type, body, event_id from webhook_event where integration_id = $1', [motive]);
    expect(row).to.deep.include({ type: 'a\uFFFDb\uFFFD', body });
    expect(row?.['event_id']).to.match(/^sha256:/);
  });

  it('is POST alone: GET is 405 with Allow: POST', async () => {
    const answer = await service.ask('GET', at('MOTIVE_ELD', motive));
    expect([answer.status, answer.headers.get('Allow')]).to.deep.equal([405, 'POST']);
  });
});
