import nock from 'nock';
import type { VendorErrorKind } from '../../src/domain/shared/vendor-error.js';
import type { GivenFailure } from '../contracts/given-failure.js';

/** Longer than any request of a contract suite is waited for. */
const TOO_LATE_MS = 1500;

export type Reply = readonly [status: number, body: string, headers?: Record<string, string>];

export interface CannedRoute {
  readonly host: string;
  readonly path: RegExp;
  /** What a request has to carry to be answered. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly failure: GivenFailure | undefined;
}

/** Canned answers for GET. A route may go unused: a scenario decides what is read. */
export function serveCanned({ host, path, headers = {}, failure }: CannedRoute, answer: (url: URL) => Reply): void {
  nock(host, { reqheaders: { ...headers } })
    .persist()
    .get((uri) => path.test(uri.split('?')[0] ?? ''))
    .optionally()
    .delay(failure?.kind === 'timeout' ? TOO_LATE_MS : 0)
    .reply((uri) => answer(new URL(uri, host)));
}

export type ReplyOfKind = Readonly<Record<VendorErrorKind, Reply>>;

/** How the vendor answers when it fails. */
export function failureReply({ kind, retryAfter = '0.40235' }: GivenFailure, replies: ReplyOfKind): Reply {
  const [status, body] = replies[kind];
  return [status, body, kind === 'rate-limited' ? { 'Retry-After': retryAfter } : {}];
}

/** Whether it fails on this page; 1 is the first. */
export function failsOn(page: number, failure: GivenFailure | undefined): failure is GivenFailure {
  return failure !== undefined && page >= (failure.onPage ?? 1);
}

/** Takes down what was served, and what is still under way. */
export async function forgetCanned(): Promise<void> {
  nock.cleanAll();
  nock.abortPendingRequests();
}
