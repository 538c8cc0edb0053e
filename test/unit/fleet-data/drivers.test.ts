import { expect } from 'chai';
import { AddDriver } from '../../../src/application/fleet-data/add-driver.js';
import { GetDriver } from '../../../src/application/fleet-data/get-driver.js';
import { ListDrivers } from '../../../src/application/fleet-data/list-drivers.js';
import { UpdateDriver } from '../../../src/application/fleet-data/update-driver.js';
import type { DriverChange } from '../../../src/application/fleet-data/update-driver.js';
import type { Driver } from '../../../src/domain/fleet-data/driver.js';
import { DriverExistsError, DriverLinkTakenError } from '../../../src/domain/fleet-data/errors.js';
import { IntegrationNotFoundError } from '../../../src/domain/integrations/errors.js';
import { DriverNotFoundError } from '../../../src/domain/shared/driver-not-found-error.js';
import { toDriverId, toIntegrationId } from '../../../src/domain/shared/identifiers.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { snapshot } from '../../contracts/hours-of-service/hos-examples.js';
import { FleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { rejectionOf } from '../../support/rejection.js';

const ANA = toDriverId('ana');

describe('Drivers', () => {
  let fleet: FleetDoubles;
  let tenantId: TenantId;
  let link: NonNullable<Driver['link']>;

  beforeEach(async () => {
    fleet = new FleetDoubles();
    tenantId = await fleet.given.tenant();
    link = { integrationId: await fleet.given.integration(tenantId), externalDriverId: '77' };
  });

  const add = (more: Partial<Driver> = {}): Promise<void> =>
    new AddDriver(fleet.drivers, fleet.driverLinks).execute({ tenantId, driverId: ANA, name: 'Ana', isActive: true, link: undefined, ...more });
  const update = (change: DriverChange): Promise<void> => new UpdateDriver(fleet.drivers, fleet.driverLinks).execute(tenantId, ANA, change);
  const stored = (): Promise<Driver | undefined> => fleet.drivers.find(tenantId, ANA);

  it('are added, linked or not', async () => {
    await add();
    await add({ driverId: toDriverId('ben'), link });
    expect(await stored()).to.deep.include({ name: 'Ana', link: undefined });
    expect(await fleet.drivers.find(tenantId, toDriverId('ben'))).to.deep.include({ link });
  });

  it('are not added twice, nor to a vendor driver who is taken, nor to an integration that is none', async () => {
    await add({ link });
    expect(await rejectionOf(add())).to.be.instanceOf(DriverExistsError);
    expect(await rejectionOf(add({ driverId: toDriverId('ben'), link }))).to.be.instanceOf(DriverLinkTakenError);
    const nowhere = { ...link, integrationId: toIntegrationId('00000000-0000-4000-8000-00000000dead') };
    expect(await rejectionOf(add({ driverId: toDriverId('ben'), link: nowhere }))).to.be.instanceOf(IntegrationNotFoundError);
  });

  it('change in what is named and keep the rest', async () => {
    await add({ link });
    await update({ name: 'Ana Núñez' });
    expect(await stored()).to.deep.include({ name: 'Ana Núñez', isActive: true, link });
    await update({ isActive: false });
    expect(await stored()).to.deep.include({ name: 'Ana Núñez', isActive: false, link });
  });

  it('are linked, and unlinked when the link is named as undefined', async () => {
    await add();
    await update({ link });
    expect(await stored()).to.deep.include({ link });
    await update({ link: undefined });
    expect(await stored()).to.deep.include({ link: undefined });
  });

  it('do not change into an unknown link, nor when they are unknown', async () => {
    expect(await rejectionOf(update({ name: 'Ben' }))).to.be.instanceOf(DriverNotFoundError);
    await add();
    const weather = await fleet.given.integration(tenantId, { integrationType: 'WEATHER' });
    expect(await rejectionOf(update({ link: { ...link, integrationId: weather } }))).to.be.instanceOf(IntegrationNotFoundError);
    expect(await stored()).to.deep.include({ link: undefined });
  });

  it('are shown with hours that are stale from 300 s on', async () => {
    await add({ link });
    const get = new GetDriver(fleet.driverQueries, fleet.clock, 300);
    await fleet.given.snapshot(tenantId, ANA, snapshot('77', fleet.clock.now()));
    fleet.clock.advance(299_999);
    expect(await get.execute(tenantId, ANA)).to.include({ hosStale: false });
    fleet.clock.advance(1);
    expect(await get.execute(tenantId, ANA)).to.include({ hosStale: true });
    const list = new ListDrivers(fleet.driverQueries, fleet.clock, 300);
    const stale = { search: undefined, active: undefined, hosStale: true };
    expect((await list.execute(tenantId, stale, { limit: 50, offset: 0 })).total).to.equal(1);
    expect((await list.execute(tenantId, { ...stale, hosStale: false }, { limit: 50, offset: 0 })).total).to.equal(0);
  });

  it('are not found under an unknown id', async () => {
    const get = new GetDriver(fleet.driverQueries, fleet.clock, 300);
    expect(await rejectionOf(get.execute(tenantId, ANA))).to.be.instanceOf(DriverNotFoundError);
  });
});
