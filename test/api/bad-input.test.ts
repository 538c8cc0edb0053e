import { connect } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { PROBLEMS } from '../../src/interfaces/http/problem-table.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';

const DRIVERS = '/api/v1/drivers';
const OVERRIDE = { hours_driven: 1, on_duty_time: 1, hours_since_break: 1, duty_status: 'DRIVING', reason: 'x' };
const nested = (depth: number): string => `{"driver_id":"D9","name":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
const driver = (fields: string): string => `{"driver_id":"D9",${fields}}`;
const override = (change: object): string => JSON.stringify({ ...OVERRIDE, ...change });

type Garbage = readonly [what: string, body: string | undefined, status: number, code: string, pointer?: string | undefined, headers?: Record<string, string>];

const BODIES: readonly Garbage[] = [
  ['no body and no type', undefined, 415, 'unsupported-media-type'],
  ['an empty body', '', 400, 'validation-failed', '/driver_id'],
  ['null', 'null', 400, 'malformed-json'],
  ['a list', '[]', 400, 'validation-failed', ''],
  ['a list of bodies', '[{"driver_id":"D9","name":"Ann"}]', 400, 'validation-failed', ''],
  ['a text', '"driver"', 400, 'malformed-json'],
  ['a number', '7', 400, 'malformed-json'],
  ['half of a body', '{"driver_id":"D9","name":', 400, 'malformed-json'],
  ['a comma too many', '{"driver_id":"D9","name":"Ann",}', 400, 'malformed-json'],
  ['40 kB of [', '['.repeat(40_000), 400, 'malformed-json'],
  ['40 kB of [ that end', '['.repeat(20_000) + ']'.repeat(20_000), 400, 'malformed-json'],
  ['depth 33', nested(33), 400, 'malformed-json'],
  ['depth 32, a wrong type only', nested(32), 400, 'validation-failed', '/name'],
  ['101 kB', driver(`"name":"${'x'.repeat(101 * 1024)}"`), 413, 'payload-too-large'],
  ['NUL', driver('"name":"a\\u0000b"'), 400, 'malformed-json'],
  ['a raw NUL', driver('"name":"a\0b"'), 400, 'malformed-json'],
  ['NUL in a key', driver('"name":"Ann","a\\u0000":1'), 400, 'malformed-json'],
  ['half a character', driver('"name":"a\\ud800b"'), 400, 'malformed-json'],
  ['half a character in a key', driver('"name":"Ann","\\udc00":1'), 400, 'malformed-json'],
  ['__proto__', driver('"name":"Ann","__proto__":{"is_active":true}'), 400, 'malformed-json'],
  ['__proto__ inside', driver('"name":{"__proto__":1}'), 400, 'malformed-json'],
  ['constructor', driver('"name":"Ann","constructor":{}'), 400, 'validation-failed', '/constructor'],
  ['an unknown field', driver('"name":"Ann","tenant_id":"x"'), 400, 'validation-failed', '/tenant_id'],
  ['an unknown field with slashes', driver('"name":"Ann","a/b~c":1'), 400, 'validation-failed', '/a~1b~0c'],
  ['blanks only', driver('"name":"  "'), 400, 'validation-failed', '/name'],
  ['201 characters', driver(`"name":"${'x'.repeat(201)}"`), 400, 'validation-failed', '/name'],
  ['the name of another path', '{"driver_id":"hos","name":"Ann"}', 400, 'validation-failed', '/driver_id'],
  ['half a link', driver('"name":"Ann","external_driver_id":"7"'), 400, 'validation-failed', '/integration_id'],
  ['a UUID in braces', driver('"name":"Ann","integration_id":"{00000000-0000-4000-8000-000000000000}"'), 400, 'validation-failed', '/integration_id'],
  ['plain text', '{"driver_id":"D9","name":"Ann"}', 415, 'unsupported-media-type', undefined, { 'Content-Type': 'text/plain' }],
  ['a form', 'driver_id=D9&name=Ann', 415, 'unsupported-media-type', undefined, { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['another JSON type', '{}', 415, 'unsupported-media-type', undefined, { 'Content-Type': 'application/problem+json' }],
  ['UTF-16 that is none', '{}', 400, 'malformed-json', undefined, { 'Content-Type': 'application/json; charset=utf-16' }],
  ['Latin-1', '{}', 415, 'unsupported-media-type', undefined, { 'Content-Type': 'application/json; charset=iso-8859-1' }],
  ['an unknown encoding', '{}', 415, 'unsupported-media-type', undefined, { 'Content-Encoding': 'zstd-9' }],
  ['gzip that is none', '{}', 400, 'malformed-json', undefined, { 'Content-Encoding': 'gzip' }],
];

const OVERRIDES: readonly Garbage[] = [
  ['a number as text', override({ hours_driven: '1' }), 400, 'validation-failed', '/hours_driven'],
  ['1e400', override({}).replace('"hours_driven":1', '"hours_driven":1e400'), 400, 'validation-failed', '/hours_driven'],
  ['-1 hours', override({ hours_driven: -1 }), 400, 'validation-failed', '/hours_driven'],
  ['168.1 hours', override({ on_duty_time: 168.1 }), 400, 'validation-failed', '/on_duty_time'],
  ['null hours', override({ on_duty_time: null }), 400, 'validation-failed', '/on_duty_time'],
  ['an unknown duty status', override({ duty_status: 'off_duty' }), 400, 'validation-failed', '/duty_status'],
  ['the 30th of February', override({ expires_at: '2026-02-30T12:00:00Z' }), 400, 'validation-failed', '/expires_at'],
  ['a time without a zone', override({ expires_at: '2026-03-08T12:00:00' }), 400, 'validation-failed', '/expires_at'],
  ['a date only', override({ expires_at: '2026-03-08' }), 400, 'validation-failed', '/expires_at'],
  ['a number as time', override({ expires_at: 1 }), 400, 'validation-failed', '/expires_at'],
  ['a time long past', override({ expires_at: '0001-01-01T00:00:00Z' }), 422, 'override-expiry-invalid', '/expires_at'],
  ['a time far ahead', override({ expires_at: '9999-12-31T23:59:59Z' }), 422, 'override-expiry-invalid', '/expires_at'],
];

const PATHS: readonly (readonly [path: string, status: number, code: string])[] = [
  [`${DRIVERS}/%00`, 400, 'validation-failed'],
  [`${DRIVERS}/a%00b/hos`, 400, 'validation-failed'],
  [`${DRIVERS}/%E0%A4%A`, 400, 'malformed-request'],
  [`${DRIVERS}/%ZZ/hos`, 400, 'malformed-request'],
  [`${DRIVERS}/%20`, 400, 'validation-failed'],
  [`${DRIVERS}/${'x'.repeat(201)}`, 400, 'validation-failed'],
  [`${DRIVERS}/${'x'.repeat(10_000)}`, 400, 'validation-failed'],
  ['/api/v1/users/1', 400, 'validation-failed'],
  ['/api/v1/users/%00', 400, 'validation-failed'],
  ["/api/v1/integrations/1'%20or%20'1'='1", 400, 'validation-failed'],
  ['/problems/__proto__', 404, 'route-not-found'],
  ['/problems/%00', 400, 'validation-failed'],
  ['/%00', 404, 'route-not-found'],
  ['/docs/..%2f..%2fpackage.json', 404, 'route-not-found'],
  ['/docs/%00', 404, 'route-not-found'],
  ...['limit=0', 'limit=201', 'limit=-1', 'limit=1.5', 'limit=1e300', 'limit=abc', 'limit=', 'limit=1&limit=2', 'limit[]=1', 'offset=-1', 'offset=1000000001',
    'offset=99999999999999999999', 'offset=NaN', 'page=2', 'search=', 'search=%00', 'search=a&search=b', 'active=maybe', '__proto__=1', 'constructor=1',
  ].map((query) => [`${DRIVERS}?${query}`, 400, 'validation-failed'] as const),
];

describe(`Bad input: ${BODIES.length + OVERRIDES.length + PATHS.length} kinds, each a problem and no change`, function () {
  this.timeout(20_000);
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start({ INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
    as = await service.addPerson(await service.addTenant(), 'SUPER_ADMIN');
    await service.ask('POST', DRIVERS, { as, body: { driver_id: 'D1', name: 'Ann' } });
  });
  after(() => service.stop());

  async function rowCounts(): Promise<unknown> {
    const tables = await service.rows(`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
    const counting = tables.map(({ relname }) => `select '${String(relname)}' as name, count(*) as n from "${String(relname)}"`);
    return service.rows(counting.join(' union all '));
  }

  async function isRefused(asking: () => Promise<Answer>, [status, code, pointer]: readonly [number, string, (string | undefined)?]): Promise<void> {
    const before = await rowCounts();
    const answer = await asking();
    expect([answer.status, answer.body['code']], answer.text.slice(0, 300)).to.deep.equal([status, code]);
    expect(answer.headers.get('Content-Type')).to.equal('application/problem+json');
    expect(PROBLEMS).to.have.property(code).that.includes({ status, title: answer.body['title'] });
    if (pointer !== undefined) expect(answer.body).to.have.nested.property('errors[0].pointer', pointer);
    expect(await rowCounts()).to.deep.equal(before);
  }

  for (const [what, body, status, code, pointer, headers = {}] of BODIES) {
    it(`POST ${DRIVERS} with ${what}: ${status} ${code}`, () => isRefused(
      () => service.ask('POST', DRIVERS, { as, headers, ...(body !== undefined && { body }) }), [status, code, pointer]));
  }
  for (const [what, body, status, code, pointer] of OVERRIDES) {
    it(`PUT an override with ${what}: ${status} ${code}`, () => isRefused(
      () => service.ask('PUT', `${DRIVERS}/D1/hos/override`, { as, body }), [status, code, pointer]));
  }
  for (const [path, status, code] of PATHS) {
    it(`GET ${path.slice(0, 60)}: ${status} ${code}`, () => isRefused(() => service.ask('GET', path, { as }), [status, code]));
  }

  it('CRLF in an e-mail is refused, in a driver’s id it stays inside one header', async () => {
    const user = { email: 'a@example.com\r\nBcc: b@example.com', password: 'long enough!', role: 'DRIVER' };
    expect((await service.ask('POST', '/api/v1/users', { as, body: user })).body).to.include({ code: 'validation-failed' });
    const made = await service.ask('POST', DRIVERS, { as, body: { driver_id: 'D\r\nSet-Cookie: a=b', name: 'Ann' } });
    expect(made.headers.get('Set-Cookie')).to.equal(null);
    expect(made.headers.get('Location')).to.equal(`${DRIVERS}/D%0D%0ASet-Cookie%3A%20a%3Db`);
  });

  it('a request line with a whole URL, even an impossible one, is answered by its path', async () => {
    for (const target of ['http://a:99999/health/live', 'http://[/health/live']) {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      await once(socket, 'close');
      expect(text.slice(0, 12), target).to.match(/^HTTP\/1\.1 [24]/);
    }
  });
});
