import { expect } from 'chai';
import type { HosSource } from '../../../src/application/hours-of-service/ports/hos-source.js';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { allPages } from '../../contracts/all-pages.js';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { faults } from '../../support/faults.js';
import { FAULTS_ON_THE_WAY, faultServer, itGivesUpAPageThatHangs, itTellsFaultsApart, type FaultRow } from '../fault-cases.js';
import { samsaraSession, TEST_LIMITS } from './samsara-session.js';

const SECRET = 'samsara_api_do_not_show';
const FIRST_PAGE = { data: [{ driver: { id: '1' }, id: '1', name: 'One' }], pagination: { endCursor: 'next', hasNextPage: true } };
const OK = { data: [], pagination: { endCursor: '', hasNextPage: false } };

const MATRIX: readonly FaultRow[] = [
  ...FAULTS_ON_THE_WAY,
  ['500', faults.status(500), 'unavailable'],
  ['502 with a page of a proxy', faults.status(502, '<html>Bad gateway</html>'), 'unavailable'],
  ['503 without a body', faults.status(503, ''), 'unavailable'],
  ['429 with fractional Retry-After', faults.rateLimited('0.40235'), 'rate-limited'],
  ['401', faults.status(401, '{"message":"Invalid token.","requestId":"8916e1c1"}'), 'credentials'],
  ['403', faults.status(403), 'credentials'],
  ['404', faults.status(404), 'rejected'],
  ['400 as a bare JSON string', faults.status(400, '"Invalid"'), 'rejected'],
  ['null', faults.ok(null), 'malformed'],
  ['another list', faults.ok({ drivers: [] }), 'malformed'],
];

const open = (baseUrl: string): HosSource => new SamsaraHosSource(samsaraSession({ baseUrl, apiKey: SECRET }));

describe('Samsara with faults, over real sockets', () => {
  const server = faultServer();

  itTellsFaultsApart(server, MATRIX, {
    vendor: 'SAMSARA_ELD',
    open,
    reads: {
      roster: (source) => allPages(source.roster()),
      clocks: (source) => allPages(source.clocks()),
      clocksOf: (source) => source.clocksOf(['1']),
    },
    headers: { authorization: `Bearer ${SECRET}` },
    secrets: [SECRET],
  });

  itGivesUpAPageThatHangs(server, FIRST_PAGE, (baseUrl, signal) => open(baseUrl).clocks(signal));

  it('keeps the fractional seconds of Retry-After', async () => {
    server().script([faults.rateLimited('0.40235')]);
    const error = await expectVendorError('rate-limited', () => open(server().url).clocksOf(['1']));
    expect(error.retryAfterMs).to.equal(403);
  });

  it('tries a page again after a passing failure and loses no driver', async () => {
    server().script([faults.ok(FIRST_PAGE), faults.status(503), faults.ok({ ...FIRST_PAGE, pagination: OK.pagination, data: [{ driver: { id: '2' } }] })]);
    const patient = new SamsaraHosSource(samsaraSession({ baseUrl: server().url, limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    const ids: string[] = [];
    for await (const page of patient.clocks()) ids.push(...page.observations.map((row) => row.externalDriverId));
    expect(ids).to.deep.equal(['1', '2']);
    expect(server().requests.map(({ url }) => url)).to.deep.equal([
      '/fleet/hos/clocks?limit=512', '/fleet/hos/clocks?limit=512&after=next', '/fleet/hos/clocks?limit=512&after=next',
    ]);
  });
});
