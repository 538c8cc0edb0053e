import { expect } from 'chai';
import type { LoadSource } from '../../../src/application/fleet-data/ports/load-source.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { loadsOf } from '../../contracts/fleet-data/load-source-scenarios.js';
import { allPages } from '../../contracts/all-pages.js';
import { faults } from '../../support/faults.js';
import { FAULTS_ON_THE_WAY, faultServer, itTellsFaultsApart, type FaultRow } from '../fault-cases.js';
import { TEST_LIMITS } from '../vendor-session.js';
import { KEY, SECRET, truckbaseSession } from './truckbase-session.js';

const MATRIX: readonly FaultRow[] = [
  ...FAULTS_ON_THE_WAY,
  ['500 with loads in it', faults.status(500, '{"loads":[{"id":"1"}],"id":"1"}'), 'unavailable'],
  ['502 with a page of a proxy', faults.status(502, '<html>Bad gateway</html>'), 'unavailable'],
  ['429', faults.rateLimited('2'), 'rate-limited'],
  ['401 as a bare JSON string', faults.status(401, '"nope"'), 'credentials'],
  ['403 without a body', faults.status(403, ''), 'credentials'],
  ['400', faults.status(400), 'rejected'],
  ['a list of something else', faults.ok({ stations: [] }), 'malformed'],
];

const open = (baseUrl: string): LoadSource => new TruckbaseLoadSource(truckbaseSession(baseUrl));

describe('Truckbase with faults, over real sockets', () => {
  const server = faultServer();

  itTellsFaultsApart(server, MATRIX, {
    vendor: 'TRUCKBASE_TMS',
    open,
    reads: {
      activeLoads: (source) => allPages(source.activeLoads()),
      load: (source) => source.load('1'),
    },
    headers: { 'x-api-key': KEY, 'x-api-secret': SECRET },
    secrets: [KEY, SECRET],
  });

  it('tries again after a passing failure', async () => {
    server().script([faults.status(503), faults.ok({ data: [{ id: '1' }] })]);
    const patient = new TruckbaseLoadSource(truckbaseSession(server().url, { limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    expect(loadsOf(await allPages(patient.activeLoads()))).to.have.length(1);
    expect(server().requests.map(({ url }) => url)).to.deep.equal(['/loads?status=active', '/loads?status=active']);
  });

  it('does not ask again for what is refused', async () => {
    server().script([faults.status(404)]);
    const patient = new TruckbaseLoadSource(truckbaseSession(server().url, { limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    expect(await patient.load('1')).to.equal(undefined);
    expect(server().attempts).to.equal(1);
  });
});
