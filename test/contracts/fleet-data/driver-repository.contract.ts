import { expect } from 'chai';
import type { DriverRepository } from '../../../src/application/fleet-data/ports/driver-repository.js';
import type { Driver } from '../../../src/domain/fleet-data/driver.js';
import { DriverExistsError, DriverLinkTakenError } from '../../../src/domain/fleet-data/errors.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { snapshot } from '../hours-of-service/hos-examples.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from './given-fleet.js';

export interface OpenDriverRepository extends OnFleet {
  readonly drivers: DriverRepository;
}

/** What every `DriverRepository` promises. */
export function describeDriverRepository(name: string, open: () => Promise<OpenDriverRepository>): void {
  describe(`DriverRepository: ${name}`, () => {
    let fleet: OpenDriverRepository;
    let tenantId: TenantId;

    const driver = (driverId: string, more: Partial<Driver> = {}): Driver =>
      ({ tenantId, driverId: toDriverId(driverId), name: 'Ana', isActive: true, link: undefined, ...more });

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
    });

    afterEach(() => fleet.close());

    it('finds what was added, linked or not', async () => {
      const link = { integrationId: await fleet.given.integration(tenantId), externalDriverId: '77' };
      const [plain, linked] = [driver('D1'), driver('D2', { link, isActive: false })];
      await fleet.drivers.add(plain);
      await fleet.drivers.add(linked);
      expect(await fleet.drivers.find(tenantId, plain.driverId)).to.deep.equal(plain);
      expect(await fleet.drivers.find(tenantId, linked.driverId)).to.deep.equal(linked);
    });

    it('finds nothing under an unknown id, nor another tenant’s driver', async () => {
      await fleet.drivers.add(driver('D1'));
      expect(await fleet.drivers.find(tenantId, toDriverId('D2'))).to.equal(undefined);
      expect(await fleet.drivers.find(await fleet.given.tenant(), toDriverId('D1'))).to.equal(undefined);
    });

    it('refuses an id twice in one tenant, and takes it in two', async () => {
      await fleet.drivers.add(driver('D1'));
      expect(await rejectionOf(fleet.drivers.add(driver('D1', { name: 'Ben' })))).to.be.instanceOf(DriverExistsError);
      const other = driver('D1', { tenantId: await fleet.given.tenant(), name: 'Ben' });
      await fleet.drivers.add(other);
      expect(await fleet.drivers.find(tenantId, toDriverId('D1'))).to.have.property('name', 'Ana');
    });

    it('refuses a vendor driver who is linked already, when adding and when saving', async () => {
      const link = { integrationId: await fleet.given.integration(tenantId), externalDriverId: '77' };
      await fleet.drivers.add(driver('D1', { link }));
      await fleet.drivers.add(driver('D2'));
      expect(await rejectionOf(fleet.drivers.add(driver('D3', { link })))).to.be.instanceOf(DriverLinkTakenError);
      expect(await rejectionOf(fleet.drivers.save(driver('D2', { link })))).to.be.instanceOf(DriverLinkTakenError);
      expect(await fleet.drivers.find(tenantId, toDriverId('D2'))).to.have.property('link', undefined);
    });

    it('saves name, activity and link, and can end a link', async () => {
      const link = { integrationId: await fleet.given.integration(tenantId), externalDriverId: '77' };
      await fleet.drivers.add(driver('D1'));
      const changed = driver('D1', { name: 'Ana Núñez', isActive: false, link });
      await fleet.drivers.save(changed);
      expect(await fleet.drivers.find(tenantId, changed.driverId)).to.deep.equal(changed);
      await fleet.drivers.save(driver('D1'));
      expect(await fleet.drivers.find(tenantId, changed.driverId)).to.deep.equal(driver('D1'));
    });

    it('adds nobody when it saves an unknown driver', async () => {
      await fleet.drivers.save(driver('D1'));
      expect(await fleet.drivers.find(tenantId, toDriverId('D1'))).to.equal(undefined);
    });

    describe('stored hours of a linked driver', () => {
      let link: NonNullable<Driver['link']>;

      beforeEach(async () => {
        link = { integrationId: await fleet.given.integration(tenantId), externalDriverId: '77' };
        await fleet.drivers.add(driver('D1', { link }));
        await fleet.given.snapshot(tenantId, toDriverId('D1'), snapshot('77', fleet.given.now()));
      });

      it('go when the driver is linked to another vendor driver: they are another person’s', async () => {
        await fleet.drivers.save(driver('D1', { link: { ...link, externalDriverId: '78' } }));
        expect(await fleet.given.keptSnapshot(tenantId, 'D1')).to.equal(undefined);
      });

      it('stay when the link stays or ends', async () => {
        await fleet.drivers.save(driver('D1', { link, name: 'Ben' }));
        await fleet.drivers.save(driver('D1'));
        expect(await fleet.given.keptSnapshot(tenantId, 'D1')).to.have.property('externalDriverId', '77');
      });
    });
  });
}
