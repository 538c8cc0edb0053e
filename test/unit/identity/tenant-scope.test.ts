import { expect } from 'chai';
import { ForbiddenError, TenantMismatchError } from '../../../src/domain/identity/errors.js';
import { ROLES } from '../../../src/domain/identity/role.js';
import { resolveTenant } from '../../../src/domain/identity/tenant-scope.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { principalFor, someTenant, someUser } from '../../support/doubles/identity/people.js';

describe('The tenant of a request', () => {
  const [own, other, third] = [someTenant().id, someTenant().id, someTenant().id];
  const as = (role: (typeof ROLES)[number]): ReturnType<typeof principalFor> => principalFor(someUser(own, { role }));

  const places: readonly [string, TenantId | undefined, TenantId | undefined][] = [
    ['header', other, undefined], ['field', undefined, other], ['both', other, other],
  ];

  for (const role of ROLES) {
    it(`${role}: the token's when nothing or the own one is named`, () => {
      for (const named of [{ header: undefined, field: undefined }, { header: own, field: undefined }, { header: undefined, field: own }, { header: own, field: own }]) {
        expect(resolveTenant(as(role), named)).to.deep.equal({ tenantId: own, foreign: false });
      }
    });

    for (const [place, header, field] of places) {
      it(`${role} names another one in ${place}: ${role === 'SUPER_ADMIN' ? 'that one' : 'refused'}`, () => {
        const resolve = (): unknown => resolveTenant(as(role), { header, field });
        if (role === 'SUPER_ADMIN') expect(resolve()).to.deep.equal({ tenantId: other, foreign: true });
        else expect(resolve).to.throw(ForbiddenError);
      });
    }

    it(`${role}: header and field that disagree are a mismatch, whoever asks`, () => {
      for (const [header, field] of [[other, third], [own, other], [other, own]] as const) {
        expect(() => resolveTenant(as(role), { header, field })).to.throw(TenantMismatchError);
      }
    });
  }
});
