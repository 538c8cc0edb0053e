import type { DriverId } from '../shared/identifiers.js';

/** A driver of the tenant whom a load may be assigned to. */
export interface AssignableDriver {
  readonly driverId: DriverId;
  /** Who the ELD says they are; undefined without a link. */
  readonly externalDriverId: string | undefined;
  readonly name: string;
  readonly isActive: boolean;
}

/**
 * Which of our drivers a TMS means: the one with that `driver_id`, else the only one with that external id, else the only
 * active one of that name (letter case and outer blanks do not matter). Undefined when nobody, or more than one, fits:
 * no driver is better than the wrong one.
 */
export function assignedDriver(
  externalId: string | undefined,
  tmsName: string | undefined,
  candidates: readonly AssignableDriver[],
): DriverId | undefined {
  if (externalId === undefined) return undefined;
  const ours = candidates.find(({ driverId }) => driverId === externalId);
  if (ours !== undefined) return ours.driverId;
  const linked = candidates.filter(({ externalDriverId }) => externalDriverId === externalId);
  if (linked.length > 0) return onlyOne(linked);
  const name = tmsName === undefined ? '' : comparableName(tmsName);
  if (name === '') return undefined;
  return onlyOne(candidates.filter((candidate) => candidate.isActive && comparableName(candidate.name) === name));
}

/** Names that are the same to a reader are the same text. */
export function comparableName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

function onlyOne(drivers: readonly AssignableDriver[]): DriverId | undefined {
  return drivers.length === 1 ? drivers[0]?.driverId : undefined;
}
