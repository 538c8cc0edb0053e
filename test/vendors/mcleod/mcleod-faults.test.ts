import { expect } from 'chai';
import type { LoadSource } from '../../../src/application/fleet-data/ports/load-source.js';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { allPages } from '../../contracts/all-pages.js';
import { faults } from '../../support/faults.js';
import { FAULTS_ON_THE_WAY, faultServer, itGivesUpAPageThatHangs, itTellsFaultsApart, type FaultRow } from '../fault-cases.js';
import { TEST_LIMITS } from '../vendor-session.js';
import { BASIC, LOGIN, mcleodSession } from './mcleod-session.js';

const MATRIX: readonly FaultRow[] = [
  ...FAULTS_ON_THE_WAY,
  ['500 as text', faults.status(500, 'java.lang.NullPointerException'), 'unavailable'],
  ['503 with orders in it', faults.status(503, '[{"id":"1"}]'), 'unavailable'],
  ['429', faults.rateLimited('2'), 'rate-limited'],
  ['401 as text', faults.status(401, 'Authentication failed.'), 'credentials'],
  ['403', faults.status(403), 'credentials'],
  ['400 without a body', faults.status(400, ''), 'rejected'],
  ['null', faults.ok(null), 'malformed'],
  ['a redirect to its login page', faults.redirect('/login'), 'rejected'],
];

const open = (baseUrl: string): LoadSource => new McleodLoadSource(mcleodSession(baseUrl));

describe('McLeod with faults, over real sockets', () => {
  const server = faultServer();

  itTellsFaultsApart(server, MATRIX, {
    vendor: 'MCLEOD_TMS',
    open,
    reads: {
      activeLoads: (source) => allPages(source.activeLoads()),
      load: (source) => source.load('1'),
      drivers: (source) => source.drivers(),
    },
    headers: { authorization: BASIC, 'x-com.mcleodsoftware.companyid': 'TMS' },
    secrets: [LOGIN.password, BASIC.slice(6)],
  });

  itGivesUpAPageThatHangs(server, [{ id: '1' }], (baseUrl, signal) => open(baseUrl).activeLoads(signal));

  it('tries a page again after a passing failure and loses no order', async () => {
    server().script([faults.ok([{ id: '1' }]), faults.status(503), faults.ok([])]);
    const patient = new McleodLoadSource(mcleodSession(server().url, { limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    expect((await patient.drivers()).map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['1']);
    expect(server().requests.map(({ url }) => new URL(url, server().url).searchParams.get('recordOffset'))).to.deep.equal(['0', '1', '1']);
  });
});
