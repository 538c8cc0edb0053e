import { expect } from 'chai';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor } from './scripted-drivers.js';

const BASE = '/api/v1/integrations';

describe('Inbound rate limits', function () {
  this.timeout(30_000);
  let service: TestService;
  let replica: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    service = await TestService.start();
    replica = await TestService.beside(service);
  });
  beforeEach(async () => {
    as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
  });
  after(async () => {
    await replica.stop();
    await service.stop();
  });

  const change = (at: TestService, person = as): Promise<Answer> =>
    at.ask('POST', BASE, { as: person, body: { integration_type: 'HOS_ELD', vendor: 'NOBODY', display_name: 'x', credentials: {} } });

  it('exactly 10 of 40 changing requests at once over 2 replicas are let in', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => change(index % 2 === 0 ? service : replica)));
    const refused = answers.filter(({ status }) => status === 429);
    expect([answers.length - refused.length, refused.length]).to.deep.equal([10, 30]);
    for (const { body, headers } of refused) {
      expect(body).to.include({ code: 'rate-limited' });
      expect(Number(headers.get('Retry-After'))).to.be.within(50, 60);
      expect(headers.get('RateLimit-Limit')).to.equal('10');
      expect(headers.get('RateLimit-Remaining')).to.equal('0');
      expect(Number(headers.get('RateLimit-Reset'))).to.be.within(50, 60);
    }
  });

  it('the window slides: one more is let in when the first of 10 is 60 s old, not when it is 59 s old', async () => {
    for (let taken = 0; taken < 10; taken += 1) await change(service);
    const shift = (seconds: number): Promise<unknown> =>
      service.rows(`update request_window set hits[1] = hits[1] - make_interval(secs => $2) where key like '%' || $1`, [as.tenantId, seconds]);
    await shift(50);
    const early = await change(replica);
    expect(early.status).to.equal(429);
    expect(Number(early.headers.get('Retry-After'))).to.be.within(1, 10);
    await shift(10);
    expect((await change(replica)).status).to.equal(422);
    expect((await change(service)).status).to.equal(429);
  });

  it('counts down in RateLimit-Remaining, whatever kind of change or test it is', async () => {
    const id = await connectVendor(service, as);
    const requests: readonly (readonly [string, string, unknown])[] = [
      ['PATCH', `/${id}`, { display_name: 'Renamed' }],
      ['POST', `/${id}/test`, undefined],
      ['POST', '/test', { vendor: 'MOCK_SAMSARA', credentials: { apiKey: 'good' } }],
      ['POST', `/${id}/sync`, undefined],
      ['DELETE', `/${id}`, undefined],
    ];
    const remaining = [];
    for (const [method, path, body] of requests) {
      const answer = await service.ask(method, BASE + path, { as, body });
      expect(answer.status, `${method} ${path}`).to.be.lessThan(300);
      remaining.push(answer.headers.get('RateLimit-Remaining'));
    }
    expect(remaining).to.deep.equal(['8', '7', '6', '5', '4']);
  });

  it('one tenant’s limit is not another’s, and reads do not count as changes', async () => {
    const other = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    for (let taken = 0; taken < 10; taken += 1) await change(service);
    expect((await change(service)).status).to.equal(429);
    expect((await change(service, other)).status).to.equal(422);
    const read = await service.ask('GET', BASE, { as });
    expect(read.status).to.equal(200);
    expect(read.headers.get('RateLimit-Limit')).to.equal('120');
  });

  it('about 120 reads a minute are let in, then 429 with Retry-After', async () => {
    const answers = await Promise.all(Array.from({ length: 260 }, () => service.ask('GET', `${BASE}/vendors`, { as })));
    const refused = answers.filter(({ status }) => status === 429);
    // The minute may turn in between, which lets in up to another 120.
    expect(answers.length - refused.length).to.be.within(120, 240);
    for (const { headers } of refused) expect(Number(headers.get('Retry-After'))).to.be.within(1, 60);
  });
});
