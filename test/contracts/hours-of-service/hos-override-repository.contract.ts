import { expect } from 'chai';
import type { HosOverrideRepository } from '../../../src/application/hours-of-service/ports/hos-override-repository.js';
import type { HosQueries } from '../../../src/application/hours-of-service/ports/hos-queries.js';
import { DriverNotFoundError } from '../../../src/domain/shared/driver-not-found-error.js';
import { toDriverId, toUserId } from '../../../src/domain/shared/identifiers.js';
import type { DriverId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';
import { minutesBefore, overrideOf } from './hos-examples.js';

export interface OpenHosOverrideRepository extends OnFleet {
  readonly overrides: HosOverrideRepository;
  readonly hosQueries: HosQueries;
}

const DANA = toUserId('11111111-1111-4111-8111-111111111111');
const EVAN = toUserId('22222222-2222-4222-8222-222222222222');

/** What every `HosOverrideRepository` promises. */
export function describeHosOverrideRepository(name: string, open: () => Promise<OpenHosOverrideRepository>): void {
  describe(`HosOverrideRepository: ${name}`, () => {
    let fleet: OpenHosOverrideRepository;
    let tenantId: TenantId;
    let ana: DriverId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
      ana = await fleet.given.driver(tenantId, 'ana');
    });

    afterEach(() => fleet.close());

    it('puts an override in force, with all that was said', async () => {
      const override = overrideOf(fleet.given.now());
      await fleet.overrides.add(tenantId, ana, override, DANA);
      expect(await fleet.hosQueries.find(tenantId, ana)).to.deep.include({ override });
    });

    it('has one in force: the later one ends the earlier, and both are kept', async () => {
      const now = fleet.given.now();
      await fleet.overrides.add(tenantId, ana, overrideOf(now, { reason: 'first' }), DANA);
      await fleet.overrides.add(tenantId, ana, overrideOf(now, { reason: 'second' }), EVAN);
      expect((await fleet.hosQueries.find(tenantId, ana))?.override?.reason).to.equal('second');
      expect(await fleet.given.keptOverrides(tenantId, ana)).to.deep.equal([
        { reason: 'first', setById: DANA, endedById: EVAN },
        { reason: 'second', setById: EVAN, endedById: undefined },
      ]);
    });

    it('ends the one in force, and says so', async () => {
      await fleet.overrides.add(tenantId, ana, overrideOf(fleet.given.now(), { reason: 'first' }), DANA);
      expect(await fleet.overrides.end(tenantId, ana, EVAN)).to.equal(true);
      expect((await fleet.hosQueries.find(tenantId, ana))?.override).to.equal(undefined);
      expect(await fleet.given.keptOverrides(tenantId, ana)).to.deep.equal([{ reason: 'first', setById: DANA, endedById: EVAN }]);
    });

    it('says when there was none to end', async () => {
      expect(await fleet.overrides.end(tenantId, ana, DANA)).to.equal(false);
    });

    it('takes a new one after one that has run out', async () => {
      const now = fleet.given.now();
      const past = overrideOf(now, { setAt: minutesBefore(now, 60), expiresAt: minutesBefore(now, 1) });
      await fleet.overrides.add(tenantId, ana, past, DANA);
      await fleet.overrides.add(tenantId, ana, overrideOf(now, { reason: 'again' }), DANA);
      expect((await fleet.hosQueries.find(tenantId, ana))?.override?.reason).to.equal('again');
      expect(await fleet.given.keptOverrides(tenantId, ana)).to.have.length(2);
    });

    it('leaves other drivers’ overrides alone', async () => {
      const now = fleet.given.now();
      const ben = await fleet.given.driver(tenantId, 'ben');
      await fleet.overrides.add(tenantId, ben, overrideOf(now), DANA);
      await fleet.overrides.add(tenantId, ana, overrideOf(now), DANA);
      await fleet.overrides.end(tenantId, ana, DANA);
      expect((await fleet.hosQueries.find(tenantId, ben))?.override).to.not.equal(undefined);
    });

    it('refuses an unknown driver and another tenant’s', async () => {
      const override = overrideOf(fleet.given.now());
      const foreign = await fleet.given.tenant();
      expect(await rejectionOf(fleet.overrides.add(tenantId, toDriverId('ben'), override, DANA))).to.be.instanceOf(DriverNotFoundError);
      expect(await rejectionOf(fleet.overrides.end(tenantId, toDriverId('ben'), DANA))).to.be.instanceOf(DriverNotFoundError);
      expect(await rejectionOf(fleet.overrides.add(foreign, ana, override, DANA))).to.be.instanceOf(DriverNotFoundError);
      expect(await fleet.given.keptOverrides(tenantId, ana)).to.deep.equal([]);
    });
  });
}
