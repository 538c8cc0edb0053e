/** A request that must be refused, with the problem it must be refused with. `$name` in a path is an id made before. */
export interface BadRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly what?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  /** Of the first error. */
  readonly pointer?: string | undefined;
}

type Expected = Pick<BadRequest, 'status' | 'code' | 'pointer'>;

const DRIVERS = '/api/v1/drivers';
const OVERRIDE = { hours_driven: 1, on_duty_time: 1, hours_since_break: 1, duty_status: 'DRIVING', reason: 'x' };
const driver = (fields: string): string => `{"driver_id":"D9",${fields}}`;
const override = (change: object): string => JSON.stringify({ ...OVERRIDE, ...change });

export const nestedLists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
export const invalid = (pointer?: string): Expected => ({ status: 400, code: 'validation-failed', pointer });
export const MALFORMED: Expected = { status: 400, code: 'malformed-json' };
export const UNSUPPORTED: Expected = { status: 415, code: 'unsupported-media-type' };
export const TOO_LARGE: Expected = { status: 413, code: 'payload-too-large' };

export type BadBody = readonly [what: string, body: string | undefined, expected: Expected, headers?: Readonly<Record<string, string>>];

export const sent = (method: BadRequest['method'], path: string, bodies: readonly BadBody[]): readonly BadRequest[] =>
  bodies.map(([what, body, expected, headers = {}]) => ({ method, path, what, ...(body !== undefined && { body }), headers, ...expected }));

export const asked = (path: string, queries: readonly (readonly [query: string, pointer: string])[]): readonly BadRequest[] =>
  queries.map(([query, pointer]) => ({ method: 'GET', path: `${path}?${query}`, ...invalid(`#query/${pointer}`) }));

/** What is wrong with a body before any field of it is looked at. */
export const NO_BODIES: readonly BadBody[] = [
  ['no body and no type', undefined, UNSUPPORTED],
  ['null', 'null', MALFORMED],
  ['a list', '[]', invalid('')],
  ['a text', '"driver"', MALFORMED],
  ['a number', '7', MALFORMED],
  ['half of a body', '{"driver_id":"D9","name":', MALFORMED],
  ['40 kB of [', '['.repeat(40_000), MALFORMED],
  ['40 kB of [ that end', nestedLists(20_000), MALFORMED],
  ['plain text', '{"driver_id":"D9","name":"Ann"}', UNSUPPORTED, { 'Content-Type': 'text/plain' }],
  ['a form', 'driver_id=D9&name=Ann', UNSUPPORTED, { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['another JSON type', '{}', UNSUPPORTED, { 'Content-Type': 'application/problem+json' }],
  ['UTF-16 that is none', '{}', MALFORMED, { 'Content-Type': 'application/json; charset=utf-16' }],
  ['Latin-1', '{}', UNSUPPORTED, { 'Content-Type': 'application/json; charset=iso-8859-1' }],
  ['an unknown encoding', '{}', UNSUPPORTED, { 'Content-Encoding': 'zstd-9' }],
  ['gzip that is none', '{}', MALFORMED, { 'Content-Encoding': 'gzip' }],
];

const NEW_DRIVERS: readonly BadBody[] = [
  ...NO_BODIES,
  ['an empty body', '', invalid('/driver_id')],
  ['a list of bodies', '[{"driver_id":"D9","name":"Ann"}]', invalid('')],
  ['a comma too many', '{"driver_id":"D9","name":"Ann",}', MALFORMED],
  ['depth 33', driver(`"name":${nestedLists(32)}`), MALFORMED],
  ['depth 32, a wrong type only', driver(`"name":${nestedLists(31)}`), invalid('/name')],
  ['101 kB', driver(`"name":"${'x'.repeat(101 * 1024)}"`), TOO_LARGE],
  ['NUL', driver('"name":"a\\u0000b"'), MALFORMED],
  ['a raw NUL', driver('"name":"a\0b"'), MALFORMED],
  ['NUL in a key', driver('"name":"Ann","a\\u0000":1'), MALFORMED],
  ['half a character', driver('"name":"a\\ud800b"'), MALFORMED],
  ['half a character in a key', driver('"name":"Ann","\\udc00":1'), MALFORMED],
  ['__proto__', driver('"name":"Ann","__proto__":{"is_active":true}'), MALFORMED],
  ['__proto__ inside', driver('"name":{"__proto__":1}'), MALFORMED],
  ['constructor', driver('"name":"Ann","constructor":{}'), invalid('/constructor')],
  ['an unknown field', driver('"name":"Ann","tenant_id":"x"'), invalid('/tenant_id')],
  ['an unknown field with slashes', driver('"name":"Ann","a/b~c":1'), invalid('/a~1b~0c')],
  ['an unknown field whose name is cut in a character', driver(`"name":"Ann","${'x'.repeat(99)}🚚":1`), invalid(`/${'x'.repeat(99)}\uFFFD`)],
  ['blanks only', driver('"name":"  "'), invalid('/name')],
  ['201 characters', driver(`"name":"${'x'.repeat(201)}"`), invalid('/name')],
  ['the name of another path', '{"driver_id":"hos","name":"Ann"}', invalid('/driver_id')],
  ['half a link', driver('"name":"Ann","external_driver_id":"7"'), invalid('/integration_id')],
  ['a UUID in braces', driver('"name":"Ann","integration_id":"{00000000-0000-4000-8000-000000000000}"'), invalid('/integration_id')],
];

const TOO_LATE: Expected = { status: 422, code: 'override-expiry-invalid', pointer: '/expires_at' };
const OVERRIDES: readonly BadBody[] = [
  ['a number as text', override({ hours_driven: '1' }), invalid('/hours_driven')],
  ['1e400', override({}).replace('"hours_driven":1', '"hours_driven":1e400'), invalid('/hours_driven')],
  ['-1 hours', override({ hours_driven: -1 }), invalid('/hours_driven')],
  ['168.1 hours', override({ on_duty_time: 168.1 }), invalid('/on_duty_time')],
  ['null hours', override({ on_duty_time: null }), invalid('/on_duty_time')],
  ['an unknown duty status', override({ duty_status: 'off_duty' }), invalid('/duty_status')],
  ['the 30th of February', override({ expires_at: '2026-02-30T12:00:00Z' }), invalid('/expires_at')],
  ['a time without a zone', override({ expires_at: '2026-03-08T12:00:00' }), invalid('/expires_at')],
  ['a date only', override({ expires_at: '2026-03-08' }), invalid('/expires_at')],
  ['a number as time', override({ expires_at: 1 }), invalid('/expires_at')],
  ['a time long past', override({ expires_at: '0001-01-01T00:00:00Z' }), TOO_LATE],
  ['a time far ahead', override({ expires_at: '9999-12-31T23:59:59Z' }), TOO_LATE],
];

const read = (path: string, status: number, code: string): BadRequest => ({ method: 'GET', path, status, code });

const PATHS: readonly BadRequest[] = [
  read(`${DRIVERS}/%00`, 400, 'validation-failed'),
  read(`${DRIVERS}/a%00b/hos`, 400, 'validation-failed'),
  read(`${DRIVERS}/%E0%A4%A`, 400, 'malformed-request'),
  read(`${DRIVERS}/%ZZ/hos`, 400, 'malformed-request'),
  read(`${DRIVERS}/%20`, 400, 'validation-failed'),
  read(`${DRIVERS}/${'x'.repeat(201)}`, 400, 'validation-failed'),
  read(`${DRIVERS}/${'x'.repeat(10_000)}`, 400, 'validation-failed'),
  read('/api/v1/users/1', 400, 'validation-failed'),
  read('/api/v1/users/%00', 400, 'validation-failed'),
  read("/api/v1/integrations/1'%20or%20'1'='1", 400, 'validation-failed'),
  read('/problems/__proto__', 404, 'route-not-found'),
  read('/problems/%00', 400, 'validation-failed'),
  read('/%00', 404, 'route-not-found'),
  read('/docs/..%2f..%2fpackage.json', 404, 'route-not-found'),
  read('/docs/%00', 404, 'route-not-found'),
  ...['limit=0', 'limit=201', 'limit=-1', 'limit=1.5', 'limit=1e300', 'limit=abc', 'limit=', 'limit=1&limit=2', 'limit[]=1', 'limit=1e1', 'limit=%205', 'limit=%2B5', 'offset=-1', 'offset=1000000001',
    'offset=99999999999999999999', 'offset=NaN', 'page=2', 'search=', 'search=%00', 'search=a&search=b', 'active=maybe', '__proto__=1', 'constructor=1',
  ].map((query) => read(`${DRIVERS}?${query}`, 400, 'validation-failed')),
];

/** Against drivers and what every path has in common. */
export const BAD_REQUESTS: readonly BadRequest[] = [...sent('POST', DRIVERS, NEW_DRIVERS), ...sent('PUT', `${DRIVERS}/D1/hos/override`, OVERRIDES), ...PATHS];
