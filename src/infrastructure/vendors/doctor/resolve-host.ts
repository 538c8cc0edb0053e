import { isIP } from 'node:net';
import { urlHost } from '../http/vendor-url-shape.js';
import type { EgressGuard } from '../http/egress-guard.js';
import { addressRefused, troubleOf } from './connection-trouble.js';
import type { Finding, VendorAddress } from './finding.js';

/** Whether the address may be contacted and its host has addresses, asked the way a connection asks. */
export async function resolveHost({ baseUrl, vendor, guard }: VendorAddress, signal: AbortSignal): Promise<Finding> {
  const refusal = guard.checkUrl(baseUrl);
  if (refusal !== undefined) return addressRefused(refusal, vendor);
  const host = urlHost(new URL(baseUrl));
  if (isIP(host) !== 0) return { ok: true, detail: 'The address is a number already, so there is no name to look up.' };
  try {
    const found = await addressesOf(host, guard, signal);
    return { ok: true, detail: `The address of ${vendor} is known: ${found} ${found === 1 ? 'server' : 'servers'}.` };
  } catch (error) {
    return troubleOf(error, vendor, signal);
  }
}

/** How many there are. A lookup cannot be stopped; when the time is over its answer is not waited for. */
function addressesOf(host: string, guard: EgressGuard, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const over = (): void => { reject(new Error('The time is over.')); };
    if (signal.aborted) return over();
    signal.addEventListener('abort', over, { once: true });
    guard.lookup(host, { all: true }, (error, addresses) => {
      signal.removeEventListener('abort', over);
      if (error === null) resolve(addresses.length);
      else reject(error);
    });
  });
}
