import type { Request } from 'express';
import type { RepeatRequest } from '../../application/identity/repeat-request.js';
import type { TenantId, UserId } from '../../domain/shared/identifiers.js';
import { answerKnown, validationError } from './problem.js';
import type { RouteAnswer } from './route.js';

export interface RepeatableRequest {
  readonly repeat: RepeatRequest;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly request: Request;
  readonly requestId: string;
  readonly key: string | string[];
  readonly perform: () => Promise<RouteAnswer>;
}

const KEY = /^[\x21-\x7e]{1,255}$/;
const NOT_KEPT = [400, 401, 403, 429];

/** Answers a request with an Idempotency-Key: the kept answer when there is one, else the handler's, which is kept if it lasts. */
export async function repeatable({ repeat, tenantId, userId, request, requestId, key, perform }: RepeatableRequest): Promise<RouteAnswer> {
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw validationError([{ pointer: '#header/Idempotency-Key', code: 'format', detail: 'Must be 1 to 255 visible ASCII characters.' }]);
  }
  const content = JSON.stringify([request.originalUrl, request.headers['if-match'] ?? null, (request.body as unknown) ?? null]);
  const scope = { tenantId, userId, method: request.method, path: request.path, key };
  const check = await repeat.execute(scope, content);
  if (check.kind === 'replay') {
    const { status, headers, body } = check.answer;
    const type = headers['Content-Type'] ?? 'application/json; charset=utf-8';
    return { status, headers: { ...headers, 'Idempotent-Replayed': 'true' }, ...(body !== '' && { text: { type, content: body } }) };
  }
  const settle = async (answer: RouteAnswer): Promise<void> => {
    const lasting = answer.status < 500 && !NOT_KEPT.includes(answer.status);
    const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
    await check.settle({ answer: { status: answer.status, headers: answer.headers ?? {}, body }, lasting });
  };
  try {
    const answer = await perform();
    await settle(answer);
    return answer;
  } catch (error) {
    await settle(answerKnown(error, requestId) ?? { status: 500 });
    throw error;
  }
}
