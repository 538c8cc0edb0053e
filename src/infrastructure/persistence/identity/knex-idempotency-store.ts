import type {
  IdempotencyClaim,
  IdempotencyStore,
  KeptAnswer,
  RequestKey,
} from '../../../application/identity/ports/idempotency-store.js';
import type { IdGenerator } from '../../../application/shared/id-generator.js';
import type { SqlScope } from '../database.js';

/** Digests with a key of its own, so that a stored digest says nothing about a password in the body. */
export interface ContentDigest {
  of(content: string): string;
  matches(content: string, digest: string): boolean;
}

interface RecordRow {
  content_digest: string;
  claim: string;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

/** A claim older than this belongs to a process that died; requests end long before. */
const CLAIM_SECONDS = 120;
const KEPT_HOURS = 24;

const CLAIM = `
  insert into idempotency_record as r (tenant_id, user_id, method, path, key, content_digest, claim)
  values (:tenantId, :userId, :method, :path, :key, :digest, :claim)
  on conflict (tenant_id, user_id, method, path, key) do update
    set content_digest = excluded.content_digest, claim = excluded.claim, claimed_at = clock_timestamp(),
        status = null, headers = null, body = null
    where r.claimed_at < clock_timestamp() - interval '${KEPT_HOURS} hours'
       or (r.status is null and r.claimed_at < clock_timestamp() - interval '${CLAIM_SECONDS} seconds')
  returning claim`;

export class KnexIdempotencyStore implements IdempotencyStore {
  constructor(
    private readonly scope: SqlScope,
    private readonly digest: ContentDigest,
    private readonly ids: IdGenerator,
  ) {}

  claim(key: RequestKey, content: string): Promise<IdempotencyClaim> {
    return this.scope.tenant(key.tenantId, async (sql) => {
      const claim = this.ids.next();
      const { rows } = await sql.raw<{ rows: unknown[] }>(CLAIM, { ...key, digest: this.digest.of(content), claim });
      if (rows.length > 0) return { kind: 'first', claim };
      const known = await sql<RecordRow>('idempotency_record').where(whereOf(key)).first();
      if (known === undefined) return { kind: 'running' };
      if (!this.digest.matches(content, known.content_digest)) return { kind: 'reused' };
      if (known.status === null) return { kind: 'running' };
      return { kind: 'answered', answer: { status: known.status, headers: known.headers ?? {}, body: known.body ?? '' } };
    });
  }

  async keep(key: RequestKey, claim: string, { status, headers, body }: KeptAnswer): Promise<void> {
    await this.scope.tenant(key.tenantId, (sql) =>
      sql('idempotency_record')
        .where({ ...whereOf(key), claim })
        .update({ status, headers: JSON.stringify(headers), body }),
    );
  }

  async release(key: RequestKey, claim: string): Promise<void> {
    await this.scope.tenant(key.tenantId, (sql) => sql('idempotency_record').where({ ...whereOf(key), claim }).delete());
  }
}

function whereOf({ tenantId, userId, method, path, key }: RequestKey): Record<string, string> {
  return { tenant_id: tenantId, user_id: userId, method, path, key };
}
