import { isFields, numberOf, type Fields } from '../reading/wire-values.js';

/** The first pickup (`PU`) by `order_sequence`; undefined when there is none. */
export function firstPickupOf(stops: unknown): Fields | undefined {
  return stopsOf(stops, 'PU').at(0);
}

/** The last delivery (`SO`, stop off) by `order_sequence`; undefined when there is none. */
export function lastDeliveryOf(stops: unknown): Fields | undefined {
  return stopsOf(stops, 'SO').at(-1);
}

/**
 * Stops of one kind in the order of the trip. The sequence is a text on the wire and is compared as a number: 10 comes
 * after 2. Stops without one stay where the server put them. A server that sends one stop without a list is understood.
 */
function stopsOf(stops: unknown, type: string): readonly Fields[] {
  const list: readonly unknown[] = Array.isArray(stops) ? stops : [stops];
  return list
    .filter(isFields)
    .filter((stop) => typeOf(stop) === type)
    .map((stop, place) => ({ stop, sequence: numberOf(stop['order_sequence']) ?? place + 1 }))
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ stop }) => stop);
}

function typeOf(stop: Fields): string | undefined {
  const type = stop['stop_type'];
  return typeof type === 'string' ? type.trim().toUpperCase() : undefined;
}
