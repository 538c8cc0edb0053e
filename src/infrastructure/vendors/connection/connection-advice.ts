import type { VendorError, VendorErrorKind } from '../../../domain/shared/vendor-error.js';

/** What a fleet's office is told to do about each kind of failure: a sentence, or what makes one of the failure. */
export type Advice = Readonly<Record<VendorErrorKind, string | ((error: VendorError) => string)>>;

/** The sentence on a failure. Where nothing was sent because no usable credential is stored, the failure has said so itself. */
export function adviceOn(error: VendorError, advice: Advice): string {
  if (error.kind === 'credentials' && error.httpStatus === undefined) return error.message;
  const said = advice[error.kind];
  return typeof said === 'string' ? said : said(error);
}

/** Sentences on what may pass by itself. */
export function passingAdvice({ vendor, credential, whenItLasts }: PassingTrouble): Pick<Advice, 'rate-limited' | 'unavailable' | 'timeout'> {
  return {
    'rate-limited': `${vendor} limits ${credential} for the moment (shared with other software?). Try again in a minute.`,
    unavailable: `${vendor} could not be reached or is out of order. Try again; if it lasts, ${whenItLasts}.`,
    timeout: `${vendor} did not answer in time. Try again; if it lasts, check the way out of your network.`,
  };
}

/** The words that `passingAdvice` puts into its sentences. */
export interface PassingTrouble {
  /** For people, at the start of a sentence: `Samsara`. */
  readonly vendor: string;
  /** What the vendor limits: `this token`. */
  readonly credential: string;
  /** What to do about a vendor that stays away: `ask Motive`. */
  readonly whenItLasts: string;
}

/** The sentence on a request that the vendor refuses: with which status, and what to check. */
export function refusalOf(vendor: string, httpStatus: number | undefined, check: string): string {
  return `${vendor} refused the request${httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`}. ${check}`;
}
