import { EMPTY_PFA, type PfaData } from './pfa-fields.js';

/** A record as PEMS keeps it. */
export interface PfaRecord {
  readonly pfaId: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly modifiedBy: string;
  /** Of the write that made this version; null when it had none. */
  readonly lastIdempotencyKey: string | null;
  readonly data: PfaData;
}

/** A write that has passed every check of its form. */
export interface PfaWrite {
  readonly pfaId: string;
  /** The version it is based on; 0 makes a new record. */
  readonly version: number;
  readonly changes: PfaData;
  readonly modifiedBy: string;
  readonly idempotencyKey: string | null;
  readonly at: Date;
}

export type PfaOutcome =
  | { readonly kind: 'written'; readonly record: PfaRecord }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'revival' }
  | { readonly kind: 'conflict'; readonly currentVersion: number; readonly conflictingFields: readonly string[] };

interface Kept {
  record: PfaRecord;
  /** By which version each field was changed last. */
  readonly changedBy: Map<string, number>;
}

/** The PFA records of one organisation, in memory. */
export class PfaBook {
  readonly #kept = new Map<string, Kept>();

  constructor(records: readonly PfaRecord[]) {
    this.replace(records);
  }

  /** From now on the book holds exactly these. */
  replace(records: readonly PfaRecord[]): void {
    this.#kept.clear();
    for (const record of records) this.#kept.set(record.pfaId, { record, changedBy: new Map() });
  }

  find(pfaId: string): PfaRecord | undefined {
    return this.#kept.get(pfaId)?.record;
  }

  /** In the order of their last change. */
  list(): readonly PfaRecord[] {
    return [...this.#kept.values()].map(({ record }) => record).sort(byChange);
  }

  /** As if it had never been there. */
  remove(pfaId: string): void {
    this.#kept.delete(pfaId);
  }

  /** Writes if the version is the current one. A record that is there cannot be made again, a discontinued one not revived. */
  write(write: PfaWrite): PfaOutcome {
    const kept = this.#kept.get(write.pfaId);
    if (kept === undefined) return write.version === 0 ? this.#create(write) : { kind: 'unknown' };
    const { record, changedBy } = kept;
    if (write.version !== record.version) {
      const conflictingFields = Object.keys(write.changes).filter((name) => (changedBy.get(name) ?? 0) > write.version);
      return { kind: 'conflict', currentVersion: record.version, conflictingFields };
    }
    if (record.data['isDiscontinued'] === true && write.changes['isDiscontinued'] === false) return { kind: 'revival' };
    return this.#keep(kept, write);
  }

  /** Somebody else's edit on whatever version there is, past this API. Throws RangeError when there is no such record. */
  edit(pfaId: string, changes: PfaData, at: Date, modifiedBy = 'pems.user'): PfaRecord {
    const kept = this.#kept.get(pfaId);
    if (kept === undefined) throw new RangeError(`There is no record ${pfaId}.`);
    this.#keep(kept, { pfaId, version: kept.record.version, changes, modifiedBy, idempotencyKey: null, at });
    return kept.record;
  }

  #create({ pfaId, changes, modifiedBy, idempotencyKey, at }: PfaWrite): PfaOutcome {
    const data = { ...EMPTY_PFA, ...changes, hasPlan: typeof changes['forecastStart'] === 'string', hasActuals: typeof changes['actualStart'] === 'string' };
    const record = { pfaId, version: 1, updatedAt: at, modifiedBy, lastIdempotencyKey: idempotencyKey, data };
    this.#kept.set(pfaId, { record, changedBy: new Map(Object.keys(changes).map((name) => [name, 1])) });
    return { kind: 'written', record };
  }

  #keep(kept: Kept, { changes, modifiedBy, idempotencyKey, at }: PfaWrite): PfaOutcome {
    const { pfaId, version, data } = kept.record;
    kept.record = { pfaId, version: version + 1, updatedAt: at, modifiedBy, lastIdempotencyKey: idempotencyKey, data: { ...data, ...changes } };
    for (const name of Object.keys(changes)) kept.changedBy.set(name, version + 1);
    return { kind: 'written', record: kept.record };
  }
}

/** The order of pages: by the time of the last change, then by id. */
export function byChange(a: Pick<PfaRecord, 'updatedAt' | 'pfaId'>, b: Pick<PfaRecord, 'updatedAt' | 'pfaId'>): number {
  return a.updatedAt.getTime() - b.updatedAt.getTime() || (a.pfaId < b.pfaId ? -1 : Number(a.pfaId > b.pfaId));
}
