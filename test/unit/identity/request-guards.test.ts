import { expect } from 'chai';
import { AuthenticateRequest } from '../../../src/application/identity/authenticate-request.js';
import { AuthorizeMetrics } from '../../../src/application/identity/authorize-metrics.js';
import { LimitRequests } from '../../../src/application/identity/limit-requests.js';
import { RepeatRequest } from '../../../src/application/identity/repeat-request.js';
import type { RepetitionCheck, RequestOutcome } from '../../../src/application/identity/repeat-request.js';
import { ForbiddenError, IdempotencyKeyReusedError, IdempotencyKeyRunningError, UnauthenticatedError } from '../../../src/domain/identity/errors.js';
import { ROLES } from '../../../src/domain/identity/role.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { FixedMonitoringToken } from '../../support/doubles/identity/fixed-monitoring-token.js';
import { InMemoryIdempotencyStore } from '../../support/doubles/identity/in-memory-idempotency-store.js';
import { principalFor, someTenant } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { IdentityScene } from './identity-scene.js';

describe('Guards of a request', () => {
  let scene: IdentityScene;
  let authenticate: AuthenticateRequest;

  beforeEach(() => {
    scene = new IdentityScene();
    authenticate = new AuthenticateRequest(scene.tokens, scene.standings);
  });

  it('a token of an active account is its principal', async () => {
    const principal = principalFor(await scene.addUser());
    expect(await authenticate.execute((await scene.tokens.issue(principal)).token)).to.deep.equal(principal);
  });

  it('a good token of an inactive account, and a bad token, are unauthenticated', async () => {
    const principal = principalFor(await scene.addUser({ isActive: false }));
    expect(await rejectionOf(authenticate.execute((await scene.tokens.issue(principal)).token))).to.be.instanceOf(UnauthenticatedError);
    expect(await rejectionOf(authenticate.execute('made-up'))).to.be.instanceOf(UnauthenticatedError);
  });

  describe('of /metrics', () => {
    const enter = (bearer: string | undefined): Promise<void> => new AuthorizeMetrics(authenticate, new FixedMonitoringToken('monitoring')).execute(bearer);

    it('let in the monitoring token, and nobody without a token', async () => {
      await enter('monitoring');
      for (const bearer of [undefined, '', 'monitorin']) expect(await rejectionOf(enter(bearer))).to.be.instanceOf(UnauthenticatedError);
    });

    for (const role of ROLES) {
      const allowed = role === 'ADMIN' || role === 'SUPER_ADMIN';
      it(`${allowed ? 'let in' : 'refuse'} a ${role}`, async () => {
        const { token } = await scene.tokens.issue(principalFor(await scene.addUser({ role })));
        if (allowed) await enter(token);
        else expect(await rejectionOf(enter(token))).to.be.instanceOf(ForbiddenError);
      });
    }
  });

  it('a limit counts each tenant and each kind on its own', async () => {
    const limit = new LimitRequests(scene.limiter);
    const [one, two] = [someTenant().id, someTenant().id];
    const once = { limit: 1, windowSeconds: 60 };
    const granted = [];
    for (const [tenant, kind] of [[one, 'a'], [one, 'a'], [two, 'a'], [one, 'b']] as const) granted.push((await limit.execute(tenant, kind, once)).granted);
    expect(granted).to.deep.equal([true, false, true, true]);
  });

  describe('with an Idempotency-Key', () => {
    const answer = { status: 201, headers: {}, body: '{}' };
    const key = { tenantId: someTenant().id, userId: toUserId('u'), method: 'POST', path: '/x', key: 'k' };
    let repeat: RepeatRequest;

    beforeEach(() => {
      repeat = new RepeatRequest(new InMemoryIdempotencyStore(scene.clock, scene.ids));
    });

    async function performed(outcome: RequestOutcome): Promise<void> {
      const check = await repeat.execute(key, 'content');
      if (check.kind !== 'perform') throw new Error('Expected to perform it.');
      await check.settle(outcome);
    }
    const again = (content = 'content'): Promise<RepetitionCheck> => repeat.execute(key, content);

    it('replay a lasting answer', async () => {
      await performed({ answer, lasting: true });
      expect(await again()).to.deep.equal({ kind: 'replay', answer });
    });

    it('perform again what gave no lasting answer, also with another content', async () => {
      await performed({ answer: { ...answer, status: 503 }, lasting: false });
      expect((await again('other')).kind).to.equal('perform');
    });

    it('refuse another content under the key, and a request that still runs', async () => {
      await again();
      expect(await rejectionOf(again())).to.be.instanceOf(IdempotencyKeyRunningError);
      expect(await rejectionOf(again('other'))).to.be.instanceOf(IdempotencyKeyReusedError);
    });
  });
});
