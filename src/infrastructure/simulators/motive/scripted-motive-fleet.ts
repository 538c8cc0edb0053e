import type { MotiveFleet } from './motive-fleet.js';
import type { WireRow } from './motive-rows.js';

/** A driver told word for word: what stands inside `user` in `/v1/users` and in `/v1/available_time`. */
export interface ScriptedUser {
  readonly id: string;
  /** Undefined: has available time but is not among the active drivers. */
  readonly user?: WireRow;
  /** Undefined: among the users without available time. */
  readonly availableTime?: WireRow;
}

/** A fleet that says exactly what a test wants to hear. */
export class ScriptedMotiveFleet implements MotiveFleet {
  readonly #users: readonly ScriptedUser[];

  constructor(users: readonly ScriptedUser[]) {
    this.#users = users;
  }

  users(active: boolean): readonly number[] {
    return this.#places(({ user }) => (user !== undefined) === active);
  }

  clocked(): readonly number[] {
    return this.#places(({ availableTime }) => availableTime !== undefined);
  }

  placeOf(id: string): number | undefined {
    const place = this.#users.findIndex((one) => one.id === id);
    return place === -1 ? undefined : place;
  }

  userAt(place: number): WireRow {
    const { id, user } = this.#users[place] ?? {};
    return user ?? { id: Number(id), role: 'driver', status: 'deactivated' };
  }

  availableTimeAt(place: number): WireRow {
    return this.#users[place]?.availableTime ?? {};
  }

  #places(isWanted: (user: ScriptedUser) => boolean): readonly number[] {
    return [...this.#users.entries()].filter(([, user]) => isWanted(user)).map(([place]) => place);
  }
}
