import type { CredentialRotation, RewrapResult } from '../../../../src/application/integrations/ports/credential-rotation.js';
import type { IntegrationTables } from './integration-tables.js';

export class InMemoryCredentialRotation implements CredentialRotation {
  constructor(private readonly tables: Pick<IntegrationTables, 'credentials' | 'activeKey'>) {}

  async rewrap(from: string | undefined, batchSize: number): Promise<RewrapResult> {
    const all = this.tables.credentials.entries().sort(([a], [b]) => (a < b ? -1 : 1));
    const batch = all.filter(([key]) => from === undefined || key > from).slice(0, batchSize);
    const old = batch.filter(([, { keyId }]) => keyId !== 'lost' && keyId !== this.tables.activeKey);
    for (const [key, row] of old) this.tables.credentials.set(key, { ...row, keyId: this.tables.activeKey });
    const next = batch.length === batchSize ? batch.at(-1)?.[0] : undefined;
    return { rewrapped: old.length, unreadable: batch.filter(([, { keyId }]) => keyId === 'lost').length, next };
  }
}
