import { expect } from 'chai';
import { assignedDriver } from '../../../src/domain/fleet-data/assigned-driver.js';
import type { AssignableDriver } from '../../../src/domain/fleet-data/assigned-driver.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';

const someone = (driverId: string, more: Partial<AssignableDriver> = {}): AssignableDriver => ({
  driverId: toDriverId(driverId), externalDriverId: undefined, name: `Driver ${driverId}`, isActive: true, ...more,
});

const FLEET: readonly AssignableDriver[] = [
  someone('17', { externalDriverId: 'eld-1', name: 'Ana Núñez' }),
  someone('ben', { externalDriverId: '42', name: 'Ben Ito' }),
  someone('cleo', { externalDriverId: '17', name: 'Cleo Poe' }),
  someone('dan', { externalDriverId: 'twice', name: 'Dan Roe' }),
  someone('dora', { externalDriverId: 'twice', name: 'Dora Roe' }),
  someone('ed-1', { name: 'Ed Smith' }),
  someone('ed-2', { name: 'ED SMITH' }),
  someone('flo-old', { name: 'Flo Ray', isActive: false }),
  someone('flo', { name: 'Flo Ray' }),
  someone('gus', { name: 'Gus Low', isActive: false }),
  someone('blank', { name: '  ' }),
];

describe('assignedDriver', () => {
  const rows: readonly (readonly [string, string | undefined, string | undefined, string | undefined])[] = [
    ['our driver of that id, before the one linked to it', '17', 'Cleo Poe', '17'],
    ['our driver of that id, whatever the name', 'gus', 'Ben Ito', 'gus'],
    ['the only one with that external id', '42', undefined, 'ben'],
    ['the only one with that external id, before one of that name', '42', 'Flo Ray', 'ben'],
    ['nobody, when two have that external id', 'twice', undefined, undefined],
    ['nobody, when two have that external id, though one has the name', 'twice', 'Dan Roe', undefined],
    ['the only active one of that name', 't-1', 'Ben Ito', 'ben'],
    ['the only active one of that name, beside an inactive one', 't-1', 'Flo Ray', 'flo'],
    ['the name in any letter case, without outer blanks', 't-1', '  bEN ITO ', 'ben'],
    ['the name in any letter case, also beyond ASCII', 't-1', 'ANA NÚÑEZ', '17'],
    ['the name, composed or not', 't-1', 'Ana Nu\u0301n\u0303ez', '17'],
    ['nobody, when two active ones have that name', 't-1', 'Ed Smith', undefined],
    ['nobody, when the only one of that name is inactive', 't-1', 'Gus Low', undefined],
    ['nobody of half the name', 't-1', 'Ben', undefined],
    ['nobody, when the TMS has no name for the id', 't-1', undefined, undefined],
    ['nobody, when the name is blank', 't-1', ' ', undefined],
    ['nobody, when the load names no driver, whatever the name', undefined, 'Ben Ito', undefined],
    ['nobody by an id in another letter case', 'BEN', undefined, undefined],
  ];
  for (const [what, externalId, name, expected] of rows) {
    it(what, () => expect(assignedDriver(externalId, name, FLEET)).to.equal(expected));
  }

  it('nobody in a tenant without drivers', () => expect(assignedDriver('17', 'Ana Núñez', [])).to.equal(undefined));
});
