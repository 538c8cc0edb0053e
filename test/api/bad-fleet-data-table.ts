import { asked, invalid, MALFORMED, nestedLists, NO_BODIES, sent, TOO_LARGE } from './bad-input-table.js';
import type { BadBody, BadRequest } from './bad-input-table.js';

const LOADS = '/api/v1/loads';
const latitudes = (...values: readonly string[]): readonly (readonly [string, string])[] => values.map((value) => [`latitude=${value}&longitude=0`, 'latitude']);

const NO_PLACES: readonly (readonly [query: string, pointer: string])[] = [
  ...latitudes('90.0001', '-90.0001', '91', '1e1', '1e3', '%205', '5%20', '5%0A', '%2B5', '+5', '.5', '5.', '--5', '0x10', 'NaN', 'Infinity', 'null', '', '%00', '%D9%A3', '1,5', '1/2'),
  ...latitudes(`1.${'3'.repeat(31)}`, '9'.repeat(5_000), '1&latitude=2', '1&latitude=1'),
  ['latitude=0&longitude=180.0001', 'longitude'],
  ['latitude=0&longitude=-180.0001', 'longitude'],
  ['longitude=0', 'latitude'],
  ['latitude=0', 'longitude'],
  ['latitude[]=1&longitude=0', 'latitude'],
  ['LATITUDE=1&longitude=0', 'latitude'],
  ['latitude=0&longitude=0&units=metric', 'units'],
  ['latitude=0&longitude=0&__proto__=1', '__proto__'],
  ['latitude=0&longitude=0&a%2Fb=1', 'a~1b'],
];

const FUEL: readonly (readonly [query: string, pointer: string])[] = [
  ...['0', '0.99', '100.01', '-5', '5e0', '%205', '', '5&radius_miles=6'].map((value) => [`latitude=0&longitude=0&radius_miles=${value}`, 'radius_miles'] as const),
  ...['0', '51', '1.5', '1e1', '', 'all', '1&max_results=2'].map((value) => [`latitude=0&longitude=0&max_results=${value}`, 'max_results'] as const),
  ['latitude=0&longitude=0&limit=10', 'limit'],
];

const LOAD_QUERIES: readonly (readonly [query: string, pointer: string])[] = [
  ...['0', '201', '-1', '1.5', 'abc', '', '%00', '1&limit=2', '99999999999999999999'].map((value) => [`limit=${value}`, 'limit'] as const),
  ...['-1', '1000000001', 'NaN', ''].map((value) => [`offset=${value}`, 'offset'] as const),
  ...['bogus', '', 'ACTIVE', '%00', 'active&status=all', 'active&status=active'].map((value) => [`status=${value}`, 'status'] as const),
  ['status[]=active', 'status[]'],
  ['page=2', 'page'],
  ['__proto__=1', '__proto__'],
];

const readLoad = (id: string, status: number, code: string): BadRequest => ({ method: 'GET', path: `${LOADS}/${id}`, status, code });

const LOAD_IDS: readonly BadRequest[] = [
  ...['%00', 'a%00b', '%20', '%E2%80%83', 'x'.repeat(201), 'x'.repeat(5_000), '%F0%9F%9A%9A'.repeat(101)].map((id) => readLoad(id, 400, 'validation-failed')),
  ...['%E0%A4%A', '%ED%A0%80', '%ZZ', '%'].map((id) => readLoad(id, 400, 'malformed-request')),
  ...['a%2Fb', '..%2F..%2Fdrivers', '%F0%9F%9A%9A', '__proto__', 'toString', 'L1%0D%0AX-A:%20b', 'L1%20', 'l1', "L1'%20or%20'1'='1", 'x%3Fid=1%23'].map((id) => readLoad(id, 404, 'load-not-found')),
  readLoad('L1/stops', 404, 'route-not-found'),
];

const HERE = '{"latitude":33.45,"longitude":-112.07}';
/** A route whose second waypoint is this. */
const to = (waypoint: string): string => `{"driver_id":"D1","waypoints":[${HERE},${waypoint}]}`;
const through = (count: number): string => `{"driver_id":"D1","waypoints":[${Array.from({ length: count }, () => HERE).join()}]}`;
const at = (latitude: string, longitude = '0'): string => to(`{"latitude":${latitude},"longitude":${longitude}}`);
const second = (field: string): string => `/waypoints/1/${field}`;

const ROUTES: readonly BadBody[] = [
  ...NO_BODIES,
  ['1 waypoint', through(1), invalid('/waypoints')],
  ['26 waypoints', through(26), invalid('/waypoints')],
  ['4,000 waypoints', through(4_000), TOO_LARGE],
  ['no list of waypoints', `{"driver_id":"D1","waypoints":{"0":${HERE},"1":${HERE},"length":2}}`, invalid('/waypoints')],
  ['waypoints in a text', '{"driver_id":"D1","waypoints":"[]"}', invalid('/waypoints')],
  ['null waypoints', '{"driver_id":"D1","waypoints":null}', invalid('/waypoints')],
  ['a waypoint that is null', to('null'), invalid('/waypoints/1')],
  ['a waypoint that is a list', to('[33.45,-112.07]'), invalid('/waypoints/1')],
  ['a hole', to(`,${HERE}`), MALFORMED],
  ['waypoints 40 levels deep', `{"driver_id":"D1","waypoints":${nestedLists(40)}}`, MALFORMED],
  ['waypoints 20 levels deep', `{"driver_id":"D1","waypoints":${nestedLists(20)}}`, invalid('/waypoints/0')],
  ['90.0001 degrees', at('90.0001'), invalid(second('latitude'))],
  ['-180.0001 degrees', at('0', '-180.0001'), invalid(second('longitude'))],
  ['1e3 degrees', at('1e3'), invalid(second('latitude'))],
  ['1e400 degrees', at('1e400'), invalid(second('latitude'))],
  ['NaN', at('NaN'), MALFORMED],
  ['+5', at('+5'), MALFORMED],
  ['05', at('05'), MALFORMED],
  ['a number as text', at('"5"'), invalid(second('latitude'))],
  ['a number in a list', at('[5]'), invalid(second('latitude'))],
  ['true', at('true'), invalid(second('latitude'))],
  ['null', at('0', 'null'), invalid(second('longitude'))],
  ['no longitude', to('{"latitude":5}'), invalid(second('longitude'))],
  ['another field', to('{"latitude":5,"longitude":5,"altitude":1}'), invalid(second('altitude'))],
  ['__proto__', to('{"latitude":5,"longitude":5,"__proto__":{}}'), MALFORMED],
  ['__proto__ on top', `{"__proto__":{},${through(2).slice(1)}`, MALFORMED],
  ['constructor', `{"constructor":1,${through(2).slice(1)}`, invalid('/constructor')],
  ['NUL in a name', to('{"latitude":5,"longitude":5,"name":"a\\u0000"}'), MALFORMED],
  ['half a character in a name', to('{"latitude":5,"longitude":5,"name":"\\ud83d"}'), MALFORMED],
];

const brief = (change: object): string => JSON.stringify({ driver_id: 'D1', waypoints: [{ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 1 }], ...change });
const named = (name: unknown): string => to(JSON.stringify({ latitude: 0, longitude: 0, name }));

const BRIEFINGS: readonly BadBody[] = [
  ['no driver', brief({ driver_id: undefined }), invalid('/driver_id')],
  ['an empty driver', brief({ driver_id: '' }), invalid('/driver_id')],
  ['a number as driver', brief({ driver_id: 7 }), invalid('/driver_id')],
  ['a list of drivers', brief({ driver_id: ['D1'] }), invalid('/driver_id')],
  ['a driver of 201 characters', brief({ driver_id: 'x'.repeat(201) }), invalid('/driver_id')],
  ['a driver nobody has', brief({ driver_id: 'd1' }), { status: 404, code: 'driver-not-found' }],
  ['0 miles an hour', brief({ average_speed_mph: 0 }), invalid('/average_speed_mph')],
  ['80.1 miles an hour', brief({ average_speed_mph: 80.1 }), invalid('/average_speed_mph')],
  ['a speed as text', brief({ average_speed_mph: '55' }), invalid('/average_speed_mph')],
  ['a radius of 0.99 miles', brief({ fuel_radius_miles: 0.99 }), invalid('/fuel_radius_miles')],
  ['a radius of 101 miles', brief({ fuel_radius_miles: 101 }), invalid('/fuel_radius_miles')],
  ['a null radius', brief({ fuel_radius_miles: null }), invalid('/fuel_radius_miles')],
  ['an empty name', named(''), invalid(second('name'))],
  ['a name of blanks', named(' \t'), invalid(second('name'))],
  ['a null name', named(null), invalid(second('name'))],
  ['a name of 201 characters', named('x'.repeat(201)), invalid(second('name'))],
];

const HEADERS: readonly BadBody[] = [
  ['an If-Match nobody gave out', brief({}), { status: 400, code: 'malformed-request' }, { 'If-Match': 'W/"1"' }],
  ['a tenant that is no UUID', brief({}), invalid('#header/X-Tenant-Id'), { 'X-Tenant-Id': '1' }],
  ['a tenant nobody has', brief({}), { status: 404, code: 'tenant-not-found' }, { 'X-Tenant-Id': '00000000-0000-4000-8000-000000000000' }],
];

/** Against loads, fuel prices, weather and briefings. D1 is a driver, L1 a stored load, and everything is connected. */
export const BAD_FLEET_DATA: readonly BadRequest[] = [
  ...asked(LOADS, LOAD_QUERIES),
  ...LOAD_IDS,
  ...asked('/api/v1/weather', NO_PLACES),
  ...asked('/api/v1/fuel-stations', [...NO_PLACES, ...FUEL]),
  ...sent('POST', '/api/v1/weather/route', ROUTES.map(([what, body, ...rest]) => [what, body?.replace('"driver_id":"D1",', ''), ...rest])),
  ...sent('POST', '/api/v1/route-briefings', [...ROUTES, ...BRIEFINGS, ...HEADERS]),
];
