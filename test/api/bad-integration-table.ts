import { gzipSync } from 'node:zlib';
import { invalid, MALFORMED, sent, TOO_LARGE, UNSUPPORTED } from './bad-input-table.js';
import type { BadBody, BadRequest } from './bad-input-table.js';
import { signatureOf } from './pushed-webhooks.js';

const INTEGRATIONS = '/api/v1/integrations';
const MB = 1_048_576;
const LOOPBACK = 'http://127.0.0.1:9';

const credentials = (field: string): BadBody[2] => ({ status: 422, code: 'invalid-credentials', pointer: `/credentials/${field}` });
const config = (field: string): BadBody[2] => ({ status: 422, code: 'invalid-config', pointer: `/config/${field}` });

const mcleod = (given: object, set: unknown = { baseUrl: LOOPBACK }): string =>
  JSON.stringify({ integration_type: 'TMS', vendor: 'MCLEOD_TMS', display_name: 'Loads', credentials: { company: 'TMS', ...given }, config: set });
const mcleodAt = (baseUrl: unknown): string => mcleod({ apiToken: 'a-token' }, { baseUrl });
const weather = (set: unknown, given: unknown = { apiKey: 'a-key' }): string =>
  JSON.stringify({ integration_type: 'WEATHER', vendor: 'OPENWEATHER', display_name: 'Weather', credentials: given, config: set });

const CREATED: readonly BadBody[] = [
  ['neither password nor token', mcleod({}), credentials('username')],
  ['a user name without password', mcleod({ username: 'reader' }), credentials('password')],
  ['a password without user name, with a token', mcleod({ password: 'a-password', apiToken: 'a-token' }), credentials('username')],
  ['blank alternatives', mcleod({ username: '', password: null, apiToken: '' }), credentials('username')],
  ['a token of blanks', mcleod({ apiToken: '  ' }), credentials('apiToken')],
  ['a number as token', mcleod({ apiToken: 7 }), credentials('apiToken')],
  ['a token with a line break', mcleod({ apiToken: 'a\r\nX-A: b' }), credentials('apiToken')],
  ['a list as company', mcleod({ apiToken: 'a-token', company: ['TMS'] }), credentials('company')],
  ['a field this vendor lacks', mcleod({ apiToken: 'a-token', apiKey: 'a-key' }), credentials('apiKey')],
  ['a field cut in a character', mcleod({ apiToken: 'a-token', [`${'x'.repeat(49)}🚚`]: 1 }), credentials(`${'x'.repeat(49)}\uFFFD`)],
  ['no address', mcleod({ apiToken: 'a-token' }, {}), config('baseUrl')],
  ['no config', mcleod({ apiToken: 'a-token' }, undefined).replace(/,"config".*$/, '}'), config('baseUrl')],
  ['another config field', mcleod({ apiToken: 'a-token' }, { baseUrl: LOOPBACK, base_url: LOOPBACK }), config('base_url')],
  ...['', ' ', 'not an address', 'ftp://127.0.0.1:9', 'http://', 'http://[::1', 'http://127.0.0.1:99999', 'http://reader:secret@127.0.0.1:9', `${LOOPBACK}?company=TMS`,
    `${LOOPBACK}#top`, 'http://127.0.0.1:9\\@example.com/\u0001', `http://example.com/${'x'.repeat(2_000)}`, 7, true, [LOOPBACK], { url: LOOPBACK },
  ].map((address): BadBody => [`the address ${JSON.stringify(address).slice(0, 40)}`, mcleodAt(address), config('baseUrl')]),
  ['a text as config', mcleod({ apiToken: 'a-token' }, LOOPBACK), invalid('/config')],
  ['a list as config', mcleod({ apiToken: 'a-token' }, [LOOPBACK]), invalid('/config')],
  ...[1, 0, 'yes', 'TRUE', [], ['true'], { on: true }].map((alerts): BadBody => [`alerts ${JSON.stringify(alerts)}`, weather({ alerts }), config('alerts')]),
  ['a text as credentials', weather({}, 'a-key'), invalid('/credentials')],
  ['a list as credentials', weather({}, ['a-key']), invalid('/credentials')],
  ['NUL in a key', weather({}, { apiKey: 'a\0b' }), MALFORMED],
  ['__proto__ in credentials', weather({}).replace('"apiKey"', '"__proto__"'), MALFORMED],
  ['another type than the vendor’s', weather({}).replace('"WEATHER"', '"FUEL_PRICE"'), { status: 422, code: 'integration-type-mismatch' }],
  ['a vendor there is not', weather({}).replace('"OPENWEATHER"', '"openweather.com"'), { status: 422, code: 'unknown-vendor' }],
];

const MOVED = JSON.stringify({ config: { baseUrl: 'http://127.0.0.1:10' } });
const PATCHED: readonly BadBody[] = [
  ['another address without the secrets', MOVED, credentials('apiToken')],
  ['another address with masked secrets', MOVED.replace('{', '{"credentials":{"apiToken":"••••"},'), credentials('apiToken')],
  ['another address with the company only', MOVED.replace('{', '{"credentials":{"company":"TMS"},'), credentials('apiToken')],
  ['no address', '{"config":{}}', config('baseUrl')],
  ['a null config', '{"config":null}', invalid('/config')],
  ['nothing', '{}', invalid('')],
  ['an erased token', '{"credentials":{"apiToken":""}}', credentials('username')],
  ['half of the alternative', '{"credentials":{"username":"reader"}}', credentials('password')],
  ['another vendor', '{"vendor":"TRUCKBASE_TMS"}', invalid('/vendor')],
  ['a version that has passed', '{"display_name":"x"}', { status: 412, code: 'stale-version' }, { 'If-Match': '"v999"' }],
  ['a version nobody gave out', '{"display_name":"x"}', { status: 400, code: 'malformed-request' }, { 'If-Match': 'v1' }],
];

const REFUSED: BadBody[2] = { status: 403, code: 'webhook-refused' };
const EVENT = '{"action":"user_duty_status_updated","id":1}';
const signed = (body: string): Readonly<Record<string, string>> => signatureOf('MOTIVE_ELD', body);

const PUSHED: readonly BadBody[] = [
  ...['', '[]', '7', 'null', '"text"', '{', EVENT, `[${EVENT}]`, 'x'.repeat(MB)].map((body): BadBody => [`unsigned ${body.slice(0, 30)}`, body, REFUSED]),
  ['unsigned bytes, 1 MB and 1', 'x'.repeat(MB + 1), TOO_LARGE],
  // A signed list is how Motive sets a webhook up.
  ...['', '7', 'null', '"text"', '{', `{"events":[${EVENT}]}`].map((body): BadBody => [`signed ${body.slice(0, 30)}`, body, MALFORMED, signed(body)]),
  ['signed, 1 MB and 1', 'x'.repeat(MB + 1), TOO_LARGE, signed('x'.repeat(MB + 1))],
  ['signed and called gzip', EVENT, UNSUPPORTED, { ...signed(EVENT), 'Content-Encoding': 'gzip' }],
  ['gzip under the signature of what is in it', gzipSync(EVENT).toString('latin1'), UNSUPPORTED, { ...signed(EVENT), 'Content-Encoding': 'gzip' }],
];

/** Against integrations with a config, and webhooks. `$mcleod` has a token, `$motive` a webhook secret. */
export const BAD_INTEGRATIONS: readonly BadRequest[] = [
  ...sent('POST', INTEGRATIONS, CREATED),
  ...sent('PATCH', `${INTEGRATIONS}/$mcleod`, PATCHED),
  ...sent('POST', '/webhooks/MOTIVE_ELD/$motive', PUSHED),
  ...sent('POST', '/webhooks/MOTIVE_ELD/%E0%A4%A', [['an id that is no UTF-8', EVENT, { status: 400, code: 'malformed-request' }]]),
];
