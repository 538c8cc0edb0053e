import type { SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { pemsError, type DateForm } from './pems-answers.js';
import { PemsOrganizations, type PemsOrganization } from './pems-organizations.js';
import { answerAsPems, pemsRouteOf, type PemsStage } from './pems-routes.js';
import type { PfaBook, PfaRecord } from './pfa-book.js';

export interface PemsSimulatorOptions extends SimulatorOptions {
  /** Decides the records, and the edits of other people. Default 1. */
  readonly seed?: number;
  /** Records of each organisation to begin with, default 120. */
  readonly records?: number;
  /** The time of writes, default the real one. */
  readonly clock?: () => Date;
  /** Somebody else edits a record this often. Default: never. */
  readonly otherEditsEveryMs?: number;
}

/** Reaches into PEMS past its API. */
export class PemsControl {
  readonly #organizations: PemsOrganizations;
  readonly #clock: () => Date;
  #dateForm: DateForm = 'date';
  #ignoresKeys = false;

  constructor(organizations: PemsOrganizations, clock: () => Date) {
    this.#organizations = organizations;
    this.#clock = clock;
  }

  /** What the simulator serves at this moment. */
  get stage(): PemsStage {
    return { organizations: this.#organizations, now: this.#clock(), dateForm: this.#dateForm, ignoresKeys: this.#ignoresKeys };
  }

  /** The records of an organisation: to look at, to edit as somebody else, to take some away. */
  book(tenant: string, organization: string): PfaBook {
    return this.#open(tenant, organization).book;
  }

  /** From now on the organisation has exactly these records, and no key has been seen. */
  script(tenant: string, organization: string, records: readonly PfaRecord[]): void {
    const { book, answers } = this.#open(tenant, organization);
    book.replace(records);
    answers.clear();
  }

  /** `timestamp`: dates are sent as the midnight (UTC) they begin with. */
  sendDatesAs(form: DateForm): void {
    this.#dateForm = form;
  }

  /** Whether PEMS is one that does not know `Idempotency-Key`. */
  ignoreKeys(ignores: boolean): void {
    this.#ignoresKeys = ignores;
  }

  #open(tenant: string, organization: string): PemsOrganization {
    return this.#organizations.open(tenant, organization);
  }
}

export interface PemsSimulator extends RunningSimulator {
  readonly control: PemsControl;
}

/** PEMS over real HTTP on loopback. Its records live in memory until it stops. */
export async function startPemsSimulator(options: PemsSimulatorOptions = {}): Promise<PemsSimulator> {
  const { seed = 1, records = 120, clock = () => new Date(), otherEditsEveryMs } = options;
  const world = { seed, records, clock, ...(otherEditsEveryMs !== undefined && { otherEditsEveryMs }) };
  const control = new PemsControl(new PemsOrganizations(world), clock);
  const vendor: SimulatedVendor = {
    name: 'PEMS',
    about: [
      `Each organisation of each tenant begins with ${records} PFA records, seed ${seed}. Writes last until the simulator stops.`,
      'Every call needs "Authorization: Basic" or "Bearer", "tenant" and "organization". Users and tokens starting with "revoked" get 401, '
        + 'with "barred" 403, with "reader" 403 on writes.',
      otherEditsEveryMs === undefined ? 'Nobody else edits these records.' : `Somebody else edits a record every ${otherEditsEveryMs} ms.`,
      'PUT with version 0 makes a record. A repeated Idempotency-Key gets its first answer and changes nothing.',
    ],
    routes: [
      'GET /api/pems/health',
      'GET /api/pems/pfa?updatedSince=&cursor=&limit=1..500',
      'GET /api/pems/pfa/{pfaId}',
      'PUT /api/pems/pfa/{pfaId} {pfaId, organizationCode, changes, version, modifiedBy, changeReason?}',
    ],
    answer: (request) => answerAsPems(request, control.stage),
    errorBody: (status) => pemsError(status).body,
    routeOf: pemsRouteOf,
  };
  return { ...(await startSimulator(vendor, options)), control };
}
