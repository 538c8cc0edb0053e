import type { TenantId, UserId } from '../../../domain/shared/identifiers.js';

/** What a key is unique within. */
export interface RequestKey {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly method: string;
  readonly path: string;
  readonly key: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type IdempotencyClaim =
  | { readonly kind: 'first'; readonly claim: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'reused' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer };

/** Remembers the answers to requests that carried an Idempotency-Key for 24 hours. */
export interface IdempotencyStore {
  /** `content` is what makes two requests the same; only a keyed digest of it is kept. */
  claim(key: RequestKey, content: string): Promise<IdempotencyClaim>;
  keep(key: RequestKey, claim: string, answer: KeptAnswer): Promise<void>;
  /** The request was not carried out; the key is free again. */
  release(key: RequestKey, claim: string): Promise<void>;
}
