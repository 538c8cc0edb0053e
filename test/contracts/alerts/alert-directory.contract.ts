import { expect } from 'chai';
import { useAlerts } from './open-alerts.js';
import type { OpensAlerts } from './open-alerts.js';

/** What every `AlertDirectory` promises. */
export function describeAlertDirectory(name: string, open: OpensAlerts): void {
  describe(`AlertDirectory: ${name}`, () => {
    const opened = useAlerts(open);

    it('lists the active ADMIN and SUPER_ADMIN users of the tenant and nobody else', async () => {
      const tenantId = await opened().tenant();
      const key = tenantId.slice(-6);
      await opened().person(tenantId, `b-${key}@example.com`, 'SUPER_ADMIN');
      await opened().person(tenantId, `a-${key}@example.com`, 'ADMIN');
      await opened().person(tenantId, `c-${key}@example.com`, 'ADMIN', false);
      await opened().person(tenantId, `d-${key}@example.com`, 'DISPATCHER');
      await opened().person(tenantId, `e-${key}@example.com`, 'DRIVER');
      await opened().person(await opened().tenant(), `f-${key}@example.com`, 'ADMIN');
      expect(await opened().directory.administrators(tenantId)).to.deep.equal([`a-${key}@example.com`, `b-${key}@example.com`]);
    });

    it('knows the names of the tenant, the integration and its vendor', async () => {
      const tenantId = await opened().tenant('Müller, Söhne & Co');
      const id = await opened().integration(tenantId);
      expect(await opened().directory.names(tenantId, id)).to.deep.equal({ tenantName: 'Müller, Söhne & Co', integrationName: 'Trucks', vendorName: 'Samsara' });
    });

    it('knows no names of a deleted integration or of another tenant’s', async () => {
      const tenantId = await opened().tenant();
      const id = await opened().integration(tenantId);
      expect(await opened().directory.names(await opened().tenant(), id)).to.equal(undefined);
      await opened().removeIntegration(tenantId, id);
      expect(await opened().directory.names(tenantId, id)).to.equal(undefined);
    });
  });
}
