import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../simulator-answer.js';
import { callerOf, type PemsCaller } from './pems-access.js';
import { conflictAnswer, pemsError, recordBody, writtenAnswer, type DateForm } from './pems-answers.js';
import type { PemsOrganization, PemsOrganizations } from './pems-organizations.js';
import { pageOf } from './pfa-page.js';
import { readWrite } from './pfa-write-request.js';

/** What the routes work on. */
export interface PemsStage {
  readonly organizations: PemsOrganizations;
  readonly now: Date;
  readonly dateForm: DateForm;
  /** A PEMS that does not know `Idempotency-Key`. */
  readonly ignoresKeys: boolean;
}

const HEALTH = '/api/pems/health';
const LIST = '/api/pems/pfa';
const ONE = /^\/api\/pems\/pfa\/([^/]+)$/;

/** The route a path belongs to, ids replaced. */
export function pemsRouteOf(path: string): string {
  if (path === HEALTH || path === LIST) return path;
  return ONE.test(path) ? '/api/pems/pfa/{pfaId}' : 'other';
}

/** Answers a request as PEMS does. */
export function answerAsPems(request: SimulatedRequest, stage: PemsStage): SimulatedAnswer {
  const { path, method } = request;
  const route = pemsRouteOf(path);
  if (route === 'other') return pemsError(404, 'There is no such resource.');
  const caller = callerOf(request.headers);
  if ('status' in caller) return pemsError(caller.status, caller.detail);
  const organization = stage.organizations.open(caller.tenant, caller.organization);
  organization.catchUp();
  if (method === 'PUT' && route.endsWith('}')) return put(request, caller, organization, stage);
  if (method !== 'GET') return pemsError(405);
  if (path === HEALTH) return jsonAnswer(200, { status: 'UP', time: stage.now.toISOString() });
  return path === LIST ? list(request, organization, stage) : one(path, organization, stage);
}

function list({ query }: SimulatedRequest, { book }: PemsOrganization, { dateForm }: PemsStage): SimulatedAnswer {
  const page = pageOf(book.list(), query);
  if (typeof page === 'string') return pemsError(400, page);
  return jsonAnswer(200, { records: page.records.map((record) => recordBody(record, dateForm)), nextCursor: page.nextCursor ?? null });
}

function one(path: string, { book }: PemsOrganization, { dateForm }: PemsStage): SimulatedAnswer {
  const pfaId = idIn(path);
  if (pfaId === undefined) return pemsError(400, 'The id in the path is not valid.');
  const record = book.find(pfaId);
  return record === undefined ? pemsError(404) : jsonAnswer(200, recordBody(record, dateForm));
}

/** A key that was seen before gets its first answer, and nothing changes. */
function put(request: SimulatedRequest, caller: PemsCaller, organization: PemsOrganization, stage: PemsStage): SimulatedAnswer {
  if (!caller.mayWrite) return pemsError(403);
  const pfaId = idIn(request.path);
  if (pfaId === undefined) return pemsError(400, 'The id in the path is not valid.');
  const key = stage.ignoresKeys ? null : keyIn(request);
  if (key === null) return written(request, { pfaId, key, caller }, organization, stage);
  const name = JSON.stringify([pfaId, key]);
  const answer = organization.answers.get(name) ?? written(request, { pfaId, key, caller }, organization, stage);
  organization.answers.set(name, answer);
  return answer;
}

interface Asked {
  readonly pfaId: string;
  readonly key: string | null;
  readonly caller: PemsCaller;
}

function written({ body }: SimulatedRequest, { pfaId, key, caller }: Asked, { book }: PemsOrganization, { now }: PemsStage): SimulatedAnswer {
  const write = readWrite(pfaId, caller.organization, body);
  if (typeof write === 'string') return pemsError(400, write);
  const outcome = book.write({ ...write, idempotencyKey: key, at: now });
  switch (outcome.kind) {
    case 'written':
      return writtenAnswer(outcome.record);
    case 'conflict':
      return conflictAnswer(outcome, write.version);
    case 'revival':
      return pemsError(400, 'A discontinued record cannot be revived.');
    case 'unknown':
      return pemsError(404);
  }
}

function keyIn({ headers }: SimulatedRequest): string | null {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : null;
}

function idIn(path: string): string | undefined {
  try {
    return decodeURIComponent(ONE.exec(path)?.[1] ?? '');
  } catch {
    return undefined;
  }
}
