import { expect } from 'chai';
import type { HosSource } from '../../../src/application/hours-of-service/ports/hos-source.js';
import { MotiveHosSource } from '../../../src/infrastructure/vendors/motive/motive-hos-source.js';
import { allPages } from '../../contracts/all-pages.js';
import { faults } from '../../support/faults.js';
import { FAULTS_ON_THE_WAY, faultServer, itGivesUpAPageThatHangs, itTellsFaultsApart, type FaultRow } from '../fault-cases.js';
import { TEST_LIMITS } from '../vendor-session.js';
import { motiveSession } from './motive-session.js';

const SECRET = 'motive_key_do_not_show';
const page = (id: number, pagination: Readonly<Record<string, number>>): unknown =>
  ({ users: [{ user: { id } }], pagination: { per_page: 1, page_no: 1, total: 2, ...pagination } });

const MATRIX: readonly FaultRow[] = [
  ...FAULTS_ON_THE_WAY,
  ['500', faults.status(500), 'unavailable'],
  ['502 with a page of a proxy', faults.status(502, '<html>Bad gateway</html>'), 'unavailable'],
  ['429 with fractional Retry-After', faults.rateLimited('0.40235'), 'rate-limited'],
  ['401', faults.status(401, '{"error_message":"Invalid API key."}'), 'credentials'],
  ['403 for a bad key', faults.status(403, 'Forbidden'), 'credentials'],
  ['404', faults.status(404), 'rejected'],
  ['400 without a body', faults.status(400, ''), 'rejected'],
  ['null', faults.ok(null), 'malformed'],
  ['the answer of another vendor', faults.ok({ data: [], pagination: { endCursor: '', hasNextPage: false } }), 'malformed'],
];

const open = (baseUrl: string): HosSource => new MotiveHosSource(motiveSession({ baseUrl, apiKey: SECRET }));

describe('Motive with faults, over real sockets', () => {
  const server = faultServer();

  itTellsFaultsApart(server, MATRIX, {
    vendor: 'MOTIVE_ELD',
    open,
    reads: {
      roster: (source) => allPages(source.roster()),
      clocks: (source) => allPages(source.clocks()),
      clocksOf: (source) => source.clocksOf(['1']),
    },
    headers: { 'x-api-key': SECRET },
    secrets: [SECRET],
  });

  itGivesUpAPageThatHangs(server, page(1, {}), (baseUrl, signal) => open(baseUrl).clocks(signal));

  it('tries a page again after a passing failure and loses no driver', async () => {
    server().script([faults.ok(page(1, {})), faults.status(503), faults.ok(page(2, { page_no: 2 }))]);
    const patient = new MotiveHosSource(motiveSession({ baseUrl: server().url, limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    const ids = (await allPages(patient.clocks())).flatMap((found) => found.observations.map((row) => row.externalDriverId));
    expect(ids).to.deep.equal(['1', '2']);
    expect(server().requests.map(({ url }) => url)).to.deep.equal(
      [1, 2, 2].map((pageNo) => `/v1/available_time?per_page=100&page_no=${pageNo}`),
    );
  });
});
