import { PemsControl } from '../../../src/infrastructure/simulators/pems/pems-simulator.js';
import { PemsOrganizations, type PemsWorld } from '../../../src/infrastructure/simulators/pems/pems-organizations.js';
import { answerAsPems } from '../../../src/infrastructure/simulators/pems/pems-routes.js';

export type Body = Record<string, unknown>;

export interface Heard {
  readonly status: number;
  readonly body: Body;
}

export const HEADERS: Readonly<Record<string, string>> = { authorization: 'Bearer t', tenant: 'ACME', organization: 'ORG1' };

/** A PEMS without a server around it, whose clock the test moves. */
export class SimulatedPems {
  now = new Date('2026-02-03T04:05:06.789Z');
  readonly control: PemsControl;

  constructor(world: Partial<PemsWorld> = {}) {
    const clock = (): Date => this.now;
    this.control = new PemsControl(new PemsOrganizations({ seed: 1, records: 120, clock, ...world }), clock);
  }

  ask(method: string, url: string, body = '', headers: Readonly<Record<string, string>> = HEADERS): Heard {
    const [path = '', query] = url.split('?');
    const request = { method, path, query: new URLSearchParams(query), headers, body };
    const answer = answerAsPems(request, this.control.stage);
    return { status: answer.status, body: JSON.parse(answer.body) as Body };
  }

  get(url: string): Heard {
    return this.ask('GET', url);
  }

  /** The record as PEMS sends it. */
  record(pfaId: string): Body {
    return this.get(`/api/pems/pfa/${encodeURIComponent(pfaId)}`).body;
  }

  /** A write with everything PEMS wants, but for what is said otherwise. */
  put(pfaId: string, more: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}): Heard {
    const body = { pfaId, organizationCode: 'ORG1', modifiedBy: 'user-1', ...more };
    return this.ask('PUT', `/api/pems/pfa/${encodeURIComponent(pfaId)}`, JSON.stringify(body), { ...HEADERS, ...headers });
  }

  version(pfaId: string): number {
    return Number(this.record(pfaId)['version']);
  }
}
