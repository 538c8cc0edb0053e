import { expect } from 'chai';
import { CreateUser } from '../../../src/application/identity/create-user.js';
import { DeleteUser } from '../../../src/application/identity/delete-user.js';
import { GetOwnAccount } from '../../../src/application/identity/get-own-account.js';
import { GetUser } from '../../../src/application/identity/get-user.js';
import { ListUsers } from '../../../src/application/identity/list-users.js';
import { UpdateUser } from '../../../src/application/identity/update-user.js';
import { EmailTakenError, ForbiddenError, OwnAccountError, UserNotFoundError } from '../../../src/domain/identity/errors.js';
import { ROLES } from '../../../src/domain/identity/role.js';
import { mayGrant } from '../../../src/domain/identity/access.js';
import type { UserActor } from '../../../src/domain/identity/user.js';
import { toDriverId, toUserId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { principalFor, someTenant, someUser } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { IdentityScene, PASSWORD } from './identity-scene.js';

const ADMIN: UserActor = { userId: toUserId('0195fe10-0000-7000-8000-0000000000ad'), role: 'ADMIN' };

describe('The users of a tenant', () => {
  let scene: IdentityScene;
  let create: CreateUser;
  let update: UpdateUser;
  let remove: DeleteUser;

  beforeEach(() => {
    scene = new IdentityScene();
    create = new CreateUser(scene.work, scene.passwords, scene.ids, scene.clock);
    update = new UpdateUser(scene.work, scene.passwords, scene.standings);
    remove = new DeleteUser(scene.work, scene.standings);
  });

  const input = (fields: Partial<Parameters<CreateUser['execute']>[0]> = {}): Parameters<CreateUser['execute']>[0] => ({
    actor: ADMIN, tenantId: scene.home.id, email: 'New@Example.com', name: 'New', password: PASSWORD, role: 'DRIVER', permissions: ['Read'], driverId: toDriverId('D-7'), ...fields,
  });
  const changed = (fields: Partial<Parameters<UpdateUser['execute']>[0]>): Parameters<UpdateUser['execute']>[0] => ({
    actor: ADMIN, tenantId: scene.home.id, userId: toUserId('nobody'), change: {}, password: undefined, ...fields,
  });

  it('a new one is active, has the e-mail in lower case and a hashed password, and is written down', async () => {
    const user = await create.execute(input());
    expect(scene.tables.users.get(user.id)).to.deep.equal(user);
    expect(user).to.include({ email: 'new@example.com', role: 'DRIVER', isActive: true, driverId: 'D-7' });
    expect(user.createdAt).to.deep.equal(scene.clock.now());
    expect(await scene.passwords.verify(PASSWORD, user.passwordHash)).to.equal(true);
    expect(scene.tables.audit.rows()[0]).to.deep.include({ action: 'user.created', actorId: ADMIN.userId, detail: { email: user.email, role: 'DRIVER', permissions: ['Read'] } });
  });

  it('a taken e-mail adds nobody and writes nothing down', async () => {
    await scene.addUser({ email: 'new@example.com' });
    expect(await rejectionOf(create.execute(input()))).to.be.instanceOf(EmailTakenError);
    expect([scene.tables.users.rows().length, scene.audited]).to.deep.equal([1, []]);
  });

  for (const actor of ROLES) {
    for (const role of ROLES.filter((above) => !mayGrant(actor, above))) {
      it(`${actor} makes no ${role}, neither a new one nor out of another`, async () => {
        const acting = { ...ADMIN, role: actor };
        const user = await scene.addUser({ role: 'DRIVER' });
        expect(await rejectionOf(create.execute(input({ actor: acting, role })))).to.be.instanceOf(ForbiddenError);
        expect(await rejectionOf(update.execute(changed({ actor: acting, userId: user.id, change: { role } })))).to.be.instanceOf(ForbiddenError);
        expect(scene.tables.users.rows()).to.deep.equal([user]);
      });
    }
  }

  it('an ADMIN does not set the password of a SUPER_ADMIN', async () => {
    const user = await scene.addUser({ role: 'SUPER_ADMIN' });
    expect(await rejectionOf(update.execute(changed({ userId: user.id, password: new Secret('mine from now on') })))).to.be.instanceOf(ForbiddenError);
    expect(scene.tables.users.get(user.id)).to.deep.equal(user);
  });

  it('a change is kept and written down by field names, without the password', async () => {
    const user = await scene.addUser();
    const result = await update.execute(changed({ userId: user.id, change: { role: 'DRIVER', driverId: toDriverId('D-9') }, password: new Secret('another password') }));
    expect(scene.tables.users.get(user.id)).to.deep.equal(result);
    expect(result).to.include({ role: 'DRIVER', driverId: 'D-9' });
    const { action, detail } = scene.tables.audit.rows()[0]!;
    expect([action, detail]).to.deep.equal(['user.changed', { fields: ['role', 'driverId', 'password'], role: 'DRIVER', isActive: true }]);
    expect(JSON.stringify(detail)).to.not.contain(result.passwordHash);
  });

  it('a change of what tokens say ends sessions at once, a new name does not', async () => {
    const user = await scene.addUser();
    await scene.startSession.execute(user);
    const principal = principalFor(user, { sessionId: scene.tables.sessions.rows()[0]!.id });
    await update.execute(changed({ userId: user.id, change: { name: 'Renamed' } }));
    expect(await scene.standings.isGood(principal)).to.equal(true);
    await update.execute(changed({ userId: user.id, change: { permissions: ['Sync'] } }));
    expect(await scene.standings.isGood(principal)).to.equal(false);
  });

  it('nobody changes or removes a user of another tenant, nor one who is not there', async () => {
    const stranger = someUser(someTenant().id);
    scene.tables.users.set(stranger.id, stranger);
    for (const userId of [stranger.id, toUserId('nobody')]) {
      expect(await rejectionOf(update.execute(changed({ userId, change: { name: 'x' } })))).to.be.instanceOf(UserNotFoundError);
      expect(await rejectionOf(remove.execute(ADMIN, scene.home.id, userId))).to.be.instanceOf(UserNotFoundError);
      expect(await rejectionOf(new GetUser(scene.repositories.users).execute(scene.home.id, userId))).to.be.instanceOf(UserNotFoundError);
    }
    expect(scene.tables.users.rows()).to.deep.equal([stranger]);
  });

  it('a removed one has no session, is noticed at once, and stays in the audit log', async () => {
    const user = await scene.addUser();
    expect(await scene.standings.isGood(principalFor(user))).to.equal(true);
    await remove.execute(ADMIN, scene.home.id, user.id);
    expect(await scene.standings.isGood(principalFor(user))).to.equal(false);
    expect(scene.tables.audit.rows()[0]).to.deep.include({ action: 'user.deleted', subjectId: user.id, detail: { email: user.email } });
  });

  it('nobody removes themselves or who stands above them', async () => {
    const [self, above] = [await scene.addUser({ role: 'ADMIN' }), await scene.addUser({ role: 'SUPER_ADMIN' })];
    const actor: UserActor = { userId: self.id, role: 'ADMIN' };
    expect(await rejectionOf(remove.execute(actor, scene.home.id, self.id))).to.be.instanceOf(OwnAccountError);
    expect(await rejectionOf(remove.execute(actor, scene.home.id, above.id))).to.be.instanceOf(ForbiddenError);
    expect(scene.tables.users.rows()).to.have.length(2);
  });

  it('are found and listed', async () => {
    const user = await scene.addUser();
    expect(await new GetUser(scene.repositories.users).execute(scene.home.id, user.id)).to.deep.equal(user);
    expect(await new ListUsers(scene.repositories.users).execute(scene.home.id, { limit: 10, offset: 0 })).to.deep.equal({ items: [user], total: 1 });
  });

  it('know themselves; a user of an identity provider is a principal alone', async () => {
    const user = await scene.addUser();
    const own = new GetOwnAccount(scene.repositories.users);
    expect(await own.execute(principalFor(user))).to.deep.equal({ principal: principalFor(user), user });
    const foreign = principalFor(user, { userId: toUserId('auth0|7') });
    expect(await own.execute(foreign)).to.deep.equal({ principal: foreign, user: undefined });
  });
});
