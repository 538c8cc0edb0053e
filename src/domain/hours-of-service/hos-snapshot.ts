import type { HosObservation } from './hos-observation.js';

/** The last observation kept for a driver, and which vendor it came from (`samsara_eld`, …). */
export interface HosSnapshot extends HosObservation {
  readonly dataSource: string;
}
