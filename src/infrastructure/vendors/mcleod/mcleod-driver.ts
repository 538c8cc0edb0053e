import type { TmsDriver } from '../../../application/fleet-data/ports/load-source.js';
import { idOf, isFields, textOf } from '../reading/wire-values.js';

/**
 * One row of `/ws/drivers/search`: id, name and whether active, and nothing else. The row is full of what must never be
 * kept (identity numbers, date of birth, passwords of the driver app), so it goes no further than this function.
 */
export function mcleodDriverOf(row: unknown): TmsDriver | undefined {
  if (!isFields(row)) return undefined;
  const externalDriverId = idOf(row['id']);
  if (externalDriverId === undefined) return undefined;
  return { externalDriverId, name: textOf(row['name']) ?? externalDriverId, isActive: isActive(row['is_active']) };
}

/** `Y`, `N`, or a boolean. A driver of whom the server does not say so is not taken for one who drives. */
function isActive(sent: unknown): boolean {
  return sent === true || (typeof sent === 'string' && /^\s*(y|yes|true)\s*$/i.test(sent));
}
