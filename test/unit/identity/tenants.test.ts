import { expect } from 'chai';
import { BootstrapAdmin } from '../../../src/application/identity/bootstrap-admin.js';
import { CreateTenant } from '../../../src/application/identity/create-tenant.js';
import { GetTenant } from '../../../src/application/identity/get-tenant.js';
import { ListAudit } from '../../../src/application/identity/list-audit.js';
import { ListTenants } from '../../../src/application/identity/list-tenants.js';
import { ScopeRequest } from '../../../src/application/identity/scope-request.js';
import { UpdateTenant } from '../../../src/application/identity/update-tenant.js';
import { ForbiddenError, OwnAccountError, TenantNotFoundError } from '../../../src/domain/identity/errors.js';
import type { Principal } from '../../../src/domain/identity/principal.js';
import { InMemoryAuditLog } from '../../support/doubles/identity/in-memory-audit-log.js';
import { principalFor, someTenant, someUser } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { IdentityScene, PASSWORD } from './identity-scene.js';

describe('Tenants', () => {
  let scene: IdentityScene;
  let root: Principal;

  beforeEach(() => {
    scene = new IdentityScene();
    root = principalFor(someUser(scene.home.id, { role: 'SUPER_ADMIN' }));
  });

  it('a new one is active, listed and found, and written down in its own log', async () => {
    const tenant = await new CreateTenant(scene.work, scene.ids, scene.clock).execute(root, 'Acme');
    expect(tenant).to.deep.include({ name: 'Acme', isActive: true, createdAt: scene.clock.now() });
    expect(await new GetTenant(scene.repositories.tenants).execute(tenant.id)).to.deep.equal(tenant);
    expect((await new ListTenants(scene.work).execute({ limit: 10, offset: 0 })).items).to.deep.equal([scene.home, tenant]);
    const log = await new ListAudit(new InMemoryAuditLog(scene.tables.audit)).execute(tenant.id, { limit: 10, offset: 0 });
    expect(log.items[0]).to.deep.include({ action: 'tenant.created', actorId: root.userId, subjectId: tenant.id, detail: { name: 'Acme' } });
  });

  it('is renamed and switched off, and that is written down', async () => {
    const tenant = someTenant();
    scene.tables.tenants.set(tenant.id, tenant);
    const update = new UpdateTenant(scene.work);
    expect(await update.execute({ actor: root, tenantId: tenant.id, change: { name: 'New', isActive: false } })).to.deep.equal({ ...tenant, name: 'New', isActive: false });
    expect(scene.tables.audit.rows()[0]).to.deep.include({ action: 'tenant.changed', tenantId: tenant.id, detail: { name: 'New', isActive: false } });
  });

  it('nobody switches off their own, but may rename it', async () => {
    const update = new UpdateTenant(scene.work);
    const switchOff = async (): Promise<unknown> => update.execute({ actor: root, tenantId: scene.home.id, change: { isActive: false } });
    expect(await rejectionOf(switchOff())).to.be.instanceOf(OwnAccountError);
    expect((await update.execute({ actor: root, tenantId: scene.home.id, change: { name: 'Ours' } })).name).to.equal('Ours');
  });

  it('an unknown one is not found, neither to read nor to change', async () => {
    const { id } = someTenant();
    expect(await rejectionOf(new GetTenant(scene.repositories.tenants).execute(id))).to.be.instanceOf(TenantNotFoundError);
    expect(await rejectionOf(new UpdateTenant(scene.work).execute({ actor: root, tenantId: id, change: { name: 'x' } }))).to.be.instanceOf(TenantNotFoundError);
    expect(scene.audited).to.deep.equal([]);
  });

  describe('named by a request', () => {
    const named = (header: ReturnType<typeof someTenant>['id'] | undefined): { header: typeof header; field: undefined } => ({ header, field: undefined });

    it('a SUPER_ADMIN reaches another one that exists, and no other', async () => {
      const tenant = someTenant();
      scene.tables.tenants.set(tenant.id, tenant);
      const scope = new ScopeRequest(scene.repositories.tenants);
      expect(await scope.execute(root, named(tenant.id))).to.equal(tenant.id);
      expect(await scope.execute(root, named(undefined))).to.equal(scene.home.id);
      expect(await rejectionOf(scope.execute(root, named(someTenant().id)))).to.be.instanceOf(TenantNotFoundError);
    });

    it('an ADMIN is refused alike whether it exists or not', async () => {
      const tenant = someTenant();
      scene.tables.tenants.set(tenant.id, tenant);
      const scope = new ScopeRequest(scene.repositories.tenants);
      for (const id of [tenant.id, someTenant().id]) {
        expect(await rejectionOf(scope.execute({ ...root, role: 'ADMIN' }, named(id)))).to.be.instanceOf(ForbiddenError).with.property('message', 'Your role does not allow this.');
      }
    });
  });

  describe('BootstrapAdmin', () => {
    const bootstrap = (email = 'Root@Example.com'): Promise<boolean> =>
      new BootstrapAdmin(scene.work, scene.passwords, scene.ids, scene.clock).execute(email, PASSWORD);

    it('makes a SUPER_ADMIN in a tenant Default', async () => {
      expect(await bootstrap()).to.equal(true);
      const [user] = scene.tables.users.rows();
      expect(user).to.include({ email: 'root@example.com', role: 'SUPER_ADMIN', isActive: true });
      expect(scene.tables.tenants.get(user!.tenantId)?.name).to.equal('Default');
      expect(await scene.passwords.verify(PASSWORD, user?.passwordHash)).to.equal(true);
      expect(scene.audited).to.deep.equal(['user.bootstrapped']);
    });

    it('makes 1 of them, however often and by however many replicas at once', async () => {
      expect((await Promise.all([bootstrap(), bootstrap(), bootstrap()])).filter((made) => made)).to.have.length(1);
      expect(await bootstrap('other@example.com')).to.equal(false);
      expect(scene.tables.users.rows()).to.have.length(1);
    });

    it('makes none where there is any user', async () => {
      await scene.addUser({ role: 'DRIVER' });
      expect(await bootstrap()).to.equal(false);
      expect(scene.tables.users.rows()).to.have.length(1);
    });
  });
});
