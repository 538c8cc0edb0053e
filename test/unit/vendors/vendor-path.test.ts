import { expect } from 'chai';
import { UnsafePathPartError, vendorPath } from '../../../src/infrastructure/vendors/http/vendor-path.js';

describe('vendorPath', () => {
  const table: readonly (readonly [string | number, string])[] = [
    ['281474', '/drivers/281474/logs'],
    [42, '/drivers/42/logs'],
    ['payrollId:ABFS18600', '/drivers/payrollId%3AABFS18600/logs'],
    ['../../v1/admin', '/drivers/..%2F..%2Fv1%2Fadmin/logs'],
    ['a?x=1#y', '/drivers/a%3Fx%3D1%23y/logs'],
    ['%2e%2e', '/drivers/%252e%252e/logs'],
    ['..\\..', '/drivers/..%5C../logs'],
    ['http://evil.example', '/drivers/http%3A%2F%2Fevil.example/logs'],
    ['José 1', '/drivers/Jos%C3%A9%201/logs'],
    ['...', '/drivers/.../logs'],
  ];
  for (const [part, path] of table) {
    it(`keeps ${JSON.stringify(part)} one segment`, () => expect(vendorPath`/drivers/${part}/logs`).to.equal(path));
  }

  it('takes several parts and none', () => {
    expect(vendorPath`/a/${1}/b/${'c d'}`).to.equal('/a/1/b/c%20d');
    expect(vendorPath`/me`).to.equal('/me');
  });

  for (const part of ['', '.', '..', 'a\0b', '\ud800']) {
    it(`refuses ${JSON.stringify(part)} without repeating it`, () => {
      expect(() => vendorPath`/drivers/${part}`).to.throw(UnsafePathPartError, /^A part of a vendor path [a-zA-Z ]+\.$/);
    });
  }
});
