import { expect } from 'chai';
import type { CredentialRotation } from '../../../src/application/integrations/ports/credential-rotation.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { revealAll } from './credential-store.contract.js';
import { addIntegration } from './open-integrations.js';
import type { OpenIntegrations } from './open-integrations.js';

export interface OpenCredentialRotation extends OpenIntegrations {
  /** Under the new key, which opens old values too. */
  readonly rotation: CredentialRotation;
  /** Whether the new key alone opens every value it can. */
  oldKeyIsNeeded(): Promise<boolean>;
}

/** What every `CredentialRotation` promises. The repositories seal with the old key. */
export function describeCredentialRotation(name: string, open: () => Promise<OpenCredentialRotation>): void {
  describe(`CredentialRotation: ${name}`, () => {
    let opened: OpenCredentialRotation;
    let integrations: Integration[];

    beforeEach(async function (this: Mocha.Context) {
      this.timeout(60_000);
      opened = await open();
      integrations = [];
      for (const number of [1, 2, 3]) {
        const integration = await addIntegration(opened);
        const values = { apiKey: new Secret(`key-${number}`), secret: new Secret(`secret-${number}`) };
        await opened.repositories.credentials.save(integration.tenantId, integration.id, values);
        integrations.push(integration);
      }
    });

    afterEach(() => opened.close());

    const values = async (): Promise<Record<string, string>[]> =>
      Promise.all(integrations.map(async ({ tenantId, id }) => revealAll(await opened.repositories.credentials.load(tenantId, id))));

    async function rotateAll(batchSize: number, from?: string): Promise<{ rewrapped: number; unreadable: number; batches: number }> {
      const { rewrapped, unreadable, next } = await opened.rotation.rewrap(from, batchSize);
      if (next === undefined) return { rewrapped, unreadable, batches: 1 };
      const rest = await rotateAll(batchSize, next);
      return { rewrapped: rewrapped + rest.rewrapped, unreadable: unreadable + rest.unreadable, batches: rest.batches + 1 };
    }

    for (const batchSize of [1, 4, 6, 200]) {
      it(`moves all 6 values to the new key in batches of ${batchSize}`, async () => {
        expect(await opened.oldKeyIsNeeded()).to.equal(true);
        expect(await rotateAll(batchSize)).to.deep.include({ rewrapped: 6, unreadable: 0 });
        expect(await opened.oldKeyIsNeeded()).to.equal(false);
      });
    }

    it('keeps the values', async () => {
      await rotateAll(4);
      // The repositories still seal with the old key, but they know both.
      expect(await values()).to.deep.equal([1, 2, 3].map((number) => ({ apiKey: `key-${number}`, secret: `secret-${number}` })));
    });

    it('a batch of 4 has at most 4 values and says where the next one starts', async () => {
      const first = await opened.rotation.rewrap(undefined, 4);
      expect(first.rewrapped).to.equal(4);
      const second = await opened.rotation.rewrap(first.next, 4);
      expect(second).to.deep.equal({ rewrapped: 2, unreadable: 0, next: undefined });
    });

    it('begins anew after it was stopped, and does nothing twice', async () => {
      await opened.rotation.rewrap(undefined, 4);
      expect(await rotateAll(4)).to.deep.include({ rewrapped: 2, unreadable: 0 });
      expect(await rotateAll(4)).to.deep.include({ rewrapped: 0, unreadable: 0 });
    });

    it('counts an unreadable value, leaves it and moves the others', async () => {
      const [{ tenantId, id }] = integrations as [Integration];
      await opened.damage(tenantId, id, 'apiKey');
      expect(await rotateAll(2)).to.deep.include({ rewrapped: 5, unreadable: 1 });
      expect((await values())[0]).to.deep.equal({ apiKey: 'unreadable', secret: 'secret-1' });
    });

    it('has nothing to do where nothing is stored', async () => {
      for (const { tenantId, id } of integrations) await opened.repositories.credentials.erase(tenantId, id);
      expect(await opened.rotation.rewrap(undefined, 10)).to.deep.equal({ rewrapped: 0, unreadable: 0, next: undefined });
    });
  });
}
