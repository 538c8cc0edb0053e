import type { SimulatedAnswer } from '../simulator-answer.js';
import { OtherPeople } from './other-people.js';
import { PfaBook } from './pfa-book.js';
import { seededRecords } from './seeded-pfa.js';

export interface PemsWorld {
  readonly seed: number;
  /** Records of each organisation to begin with. */
  readonly records: number;
  readonly clock: () => Date;
  /** Somebody else edits a record this often; undefined: never. */
  readonly otherEditsEveryMs?: number;
}

/** What PEMS keeps for one organisation of one tenant. */
export interface PemsOrganization {
  readonly book: PfaBook;
  /** First answers by record and key. */
  readonly answers: Map<string, SimulatedAnswer>;
  /** Makes the edits of other people that are due. */
  catchUp(): void;
}

/** The organisations in PEMS, each made with its seeded records when it is first asked for. */
export class PemsOrganizations {
  readonly #world: PemsWorld;
  readonly #known = new Map<string, PemsOrganization>();

  constructor(world: PemsWorld) {
    this.#world = world;
  }

  open(tenant: string, organization: string): PemsOrganization {
    const name = JSON.stringify([tenant, organization]);
    const known = this.#known.get(name) ?? this.#found();
    this.#known.set(name, known);
    return known;
  }

  #found(): PemsOrganization {
    const { seed, records, clock, otherEditsEveryMs } = this.#world;
    const book = new PfaBook(seededRecords(seed, records));
    const people = otherEditsEveryMs === undefined ? undefined : new OtherPeople(seed, otherEditsEveryMs, clock());
    return { book, answers: new Map(), catchUp: () => people?.catchUp(book, clock()) };
  }
}
