import type { CredentialWord, VendorFailure } from './vendor-failure.js';

const LATER = 'Try again in a few minutes.';
const TELL_US = 'If it happens again, tell support the time of this message.';

/**
 * One sentence or two for a fleet's office: what happened and what to do. Made of our own words, the vendor's display
 * name and numbers only, so nothing a server sent can appear in it.
 */
export function failureSentence(failure: VendorFailure, vendor: string, credential: CredentialWord): string {
  switch (failure.happened) {
    case 'status':
      return statusSentence(failure.status, failure.retryAfterMs, vendor, credential);
    case 'no-connection':
      return `${vendor} could not be reached. ${LATER}`;
    case 'unknown-host':
      return `The address of ${vendor} could not be found. Check the integration's address, or try again in a few minutes.`;
    case 'bad-certificate':
      return `The certificate of ${vendor} is not valid, so nothing was sent. Check the integration's address, or ask ${vendor}.`;
    case 'not-http':
      return `${vendor} did not answer as a web service. Check the integration's address.`;
    case 'cut-off':
      return `${vendor} broke off the connection before its answer was complete. ${LATER}`;
    case 'silence':
      return `${vendor} did not answer in time. ${LATER}`;
    case 'stopped':
      return `The request to ${vendor} was stopped before an answer came. ${LATER}`;
    case 'address-refused':
      return `${vendor} was not contacted at this address because ${failure.reason}. Check the integration's address.`;
    case 'unsendable-path':
      return `${vendor} was not asked because the request's path is not valid. ${TELL_US}`;
    case 'unsendable-key':
      return `The ${credential} for ${vendor} contains characters that cannot be sent. Copy it again and reconnect the integration.`;
    case 'not-json':
    case 'empty':
    case 'unexpected':
    case 'too-large':
    case 'undecodable':
      return `${vendor} sent an answer that cannot be read: ${UNREADABLE[failure.happened]}. ${TELL_US}`;
  }
}

const UNREADABLE = {
  'not-json': 'it is not JSON',
  empty: 'it is empty',
  unexpected: 'it does not have the form that was agreed',
  'too-large': 'it is too large',
  undecodable: 'its compression is broken',
} as const;

function statusSentence(status: number, retryAfterMs: number | undefined, vendor: string, credential: CredentialWord): string {
  if (status === 401) return `${vendor} rejected the ${credential}. Reconnect the integration with a new ${newCredential(credential)}.`;
  if (status === 403) {
    return `${vendor} does not permit this with the ${credential} we have. Check its permissions at ${vendor}, or reconnect the integration with another one.`;
  }
  if (status === 404) return `${vendor} does not know what was asked for. Check the integration's address and whether the record still exists.`;
  if (status === 408) return `${vendor} did not answer in time. ${LATER}`;
  if (status === 429) return `${vendor} received too many requests. ${retryAfterMs === undefined ? LATER : waitSentence(retryAfterMs)}`;
  if (status >= 500) {
    const wait = retryAfterMs === undefined ? LATER : waitSentence(retryAfterMs);
    return `${vendor} has a problem on its side (status ${status}). ${wait}`;
  }
  if (status < 400) return `${vendor} sent us to another address, which we do not follow. Check the integration's address.`;
  return `${vendor} refused the request (status ${status}). ${TELL_US}`;
}

function newCredential(credential: CredentialWord): string {
  return credential === 'API key' ? 'key' : 'login';
}

function waitSentence(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 120) return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? `Try again in ${minutes} minutes.` : `Try again in ${Math.ceil(minutes / 60)} hours.`;
}
