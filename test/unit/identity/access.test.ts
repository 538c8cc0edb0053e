import { expect } from 'chai';
import { CAPABILITIES, mayGrant, mayReadHosOf, roleHolds } from '../../../src/domain/identity/access.js';
import type { Capability } from '../../../src/domain/identity/access.js';
import { ROLES } from '../../../src/domain/identity/role.js';
import type { Role } from '../../../src/domain/identity/role.js';
import { toDriverId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { principalFor, someUser } from '../../support/doubles/identity/people.js';

const HOLDERS: Readonly<Record<Capability, readonly Role[]>> = {
  public: ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  account: ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'hos.read': ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'fleet.use': ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'integrations.manage': ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'alerts.read': ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  administration: ['ADMIN', 'SUPER_ADMIN'],
  'metrics.read': ['ADMIN', 'SUPER_ADMIN'],
  'tenants.manage': ['SUPER_ADMIN'],
};

describe('Roles', () => {
  for (const capability of CAPABILITIES) {
    it(`${capability}: ${HOLDERS[capability].join(', ')}`, () => {
      expect(ROLES.filter((role) => roleHolds(role, capability))).to.deep.equal(HOLDERS[capability]);
    });
  }

  const grants: Readonly<Record<Role, readonly Role[]>> = {
    DRIVER: ['DRIVER'],
    DISPATCHER: ['DRIVER', 'DISPATCHER'],
    ADMIN: ['DRIVER', 'DISPATCHER', 'ADMIN'],
    SUPER_ADMIN: ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  };
  for (const actor of ROLES) {
    it(`${actor} grants up to its own rank: ${grants[actor].join(', ')}`, () => {
      expect(ROLES.filter((role) => mayGrant(actor, role))).to.deep.equal(grants[actor]);
    });
  }
});

describe('Hours of service of a driver', () => {
  const user = someUser(toTenantId('t'));
  const own = toDriverId('D-7');

  it('a DRIVER reads their own and nobody else\'s', () => {
    const driver = principalFor(user, { role: 'DRIVER', driverId: own });
    expect([mayReadHosOf(driver, own), mayReadHosOf(driver, toDriverId('D-8')), mayReadHosOf(driver, toDriverId('d-7'))]).to.deep.equal([true, false, false]);
  });

  it('a DRIVER whose token names no driver reads nobody\'s', () => {
    expect(mayReadHosOf(principalFor(user, { role: 'DRIVER' }), own)).to.equal(false);
  });

  for (const role of ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'] as const) {
    it(`${role} reads everybody's`, () => {
      expect(mayReadHosOf(principalFor(user, { role }), own)).to.equal(true);
    });
  }
});
