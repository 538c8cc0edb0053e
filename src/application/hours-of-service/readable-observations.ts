import { isFromTheFuture } from '../../domain/hours-of-service/hos-observation.js';
import type { HosObservation } from '../../domain/hours-of-service/hos-observation.js';
import type { ClocksPage } from './ports/hos-source.js';

/** What of a vendor's page may be stored, and how many rows may not: unreadable ones and times from the future. */
export function readableObservations(
  page: ClocksPage,
  now: Date,
): { readonly observations: readonly HosObservation[]; readonly refused: number } {
  const observations = page.observations.filter(({ asOf }) => !isFromTheFuture(asOf, now));
  return { observations, refused: page.unreadable + page.observations.length - observations.length };
}
