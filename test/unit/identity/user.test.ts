import { expect } from 'chai';
import { mayGrant } from '../../../src/domain/identity/access.js';
import { ForbiddenError, OwnAccountError } from '../../../src/domain/identity/errors.js';
import { ROLES } from '../../../src/domain/identity/role.js';
import { changeUser, checkUserRemoval, endsSessions } from '../../../src/domain/identity/user.js';
import type { UserActor, UserChange } from '../../../src/domain/identity/user.js';
import { toDriverId, toTenantId, toUserId } from '../../../src/domain/shared/identifiers.js';
import { someUser } from '../../support/doubles/identity/people.js';

const TENANT = toTenantId('0195fe10-0000-7000-8000-000000000001');
const somebodyElse = (role: UserActor['role']): UserActor => ({ userId: toUserId('actor'), role });

describe('Changing a user', () => {
  for (const actor of ROLES) {
    for (const held of ROLES) {
      for (const given of ROLES) {
        const allowed = mayGrant(actor, held) && mayGrant(actor, given);
        it(`${actor} makes a ${held} a ${given}: ${allowed ? 'yes' : 'no'}`, () => {
          const change = (): unknown => changeUser(someUser(TENANT, { role: held }), { role: given }, somebodyElse(actor));
          if (allowed) expect(change()).to.have.property('role', given);
          else expect(change).to.throw(ForbiddenError);
        });
      }
      it(`${actor} renames a ${held}: ${mayGrant(actor, held) ? 'yes' : 'no'}`, () => {
        const rename = (): unknown => changeUser(someUser(TENANT, { role: held }), { name: 'New' }, somebodyElse(actor));
        if (mayGrant(actor, held)) expect(rename()).to.have.property('name', 'New');
        else expect(rename).to.throw(ForbiddenError);
      });
      it(`${actor} removes a ${held}: ${mayGrant(actor, held) ? 'yes' : 'no'}`, () => {
        const remove = (): void => checkUserRemoval(someUser(TENANT, { role: held }), somebodyElse(actor));
        if (mayGrant(actor, held)) expect(remove).to.not.throw();
        else expect(remove).to.throw(ForbiddenError);
      });
    }
  }

  it('a missing field stays, undefined clears name and driver', () => {
    const user = someUser(TENANT, { name: 'Ana', driverId: toDriverId('D-7'), permissions: ['Read'] });
    expect(changeUser(user, {}, somebodyElse('ADMIN'))).to.deep.equal(user);
    expect(changeUser(user, { name: undefined, driverId: undefined }, somebodyElse('ADMIN'))).to.deep.equal({ ...user, name: undefined, driverId: undefined });
  });

  it('nobody demotes, promotes, deactivates or removes themselves', () => {
    const user = someUser(TENANT, { role: 'ADMIN' });
    const self: UserActor = { userId: user.id, role: 'ADMIN' };
    for (const change of [{ role: 'DISPATCHER' }, { isActive: false }, { role: 'DRIVER', name: 'x' }] as const) {
      expect(() => changeUser(user, change, self)).to.throw(OwnAccountError);
    }
    expect(() => checkUserRemoval(user, self)).to.throw(OwnAccountError);
  });

  it('everybody may rename themselves and name the role they have', () => {
    const user = someUser(TENANT, { role: 'ADMIN' });
    const self: UserActor = { userId: user.id, role: 'ADMIN' };
    expect(changeUser(user, { role: 'ADMIN', isActive: true, name: 'Me' }, self)).to.deep.equal({ ...user, name: 'Me' });
  });

  const endings: readonly [UserChange, boolean][] = [
    [{}, false],
    [{ name: 'New' }, false],
    [{ name: undefined }, false],
    [{ isActive: true }, false],
    [{ isActive: false }, true],
    [{ role: 'ADMIN' }, true],
    [{ permissions: [] }, true],
    [{ passwordHash: 'h' }, true],
    [{ driverId: toDriverId('D-7') }, true],
    [{ driverId: undefined }, true],
    [{ name: 'New', role: 'DRIVER' }, true],
  ];
  for (const [change, ends] of endings) {
    it(`{${Object.entries(change).map(([field, value]) => `${field}: ${String(value)}`).join(', ')}} ends sessions: ${ends}`, () => {
      expect(endsSessions(change)).to.equal(ends);
    });
  }
});
