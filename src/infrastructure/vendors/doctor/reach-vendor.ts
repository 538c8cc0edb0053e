import { request as requestOverHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import type { Clock } from '../../../application/shared/clock.js';
import type { EgressGuard } from '../http/egress-guard.js';
import type { ClockReading } from './clock-skew.js';
import { addressRefused, troubleOf } from './connection-trouble.js';
import type { Finding, VendorAddress } from './finding.js';

export interface Reached {
  readonly finding: Finding;
  readonly reading: ClockReading | undefined;
}

/** Whether a web server answers, with whatever status. Asked without credentials, once, on a connection of its own; no redirect is followed. */
export async function reachVendor({ baseUrl, vendor, guard }: VendorAddress, clock: Clock, signal: AbortSignal): Promise<Reached> {
  const refusal = guard.checkUrl(baseUrl);
  if (refusal !== undefined) return { finding: addressRefused(refusal, vendor), reading: undefined };
  const sentAt = clock.now();
  try {
    const { statusCode, headers } = await answerOf(new URL(baseUrl), guard, signal);
    const reading = { date: headers.date, age: headers.age, sentAt, receivedAt: clock.now() };
    return { finding: { ok: true, detail: `${vendor} can be reached (status ${statusCode ?? 0} without a key).` }, reading };
  } catch (error) {
    return { finding: troubleOf(error, vendor, signal), reading: undefined };
  }
}

/** The head of the answer; the body is not read. */
function answerOf(url: URL, { lookup }: EgressGuard, signal: AbortSignal): Promise<IncomingMessage> {
  const options = { agent: false, lookup, signal, headers: { 'User-Agent': 'Fleetbridge', Accept: 'application/json' } };
  return new Promise((resolve, reject) => {
    const asked = url.protocol === 'https:'
      ? requestOverHttps(url, { ...options, minVersion: 'TLSv1.2', rejectUnauthorized: true })
      : requestOverHttp(url, options);
    asked.on('error', reject);
    asked.once('response', (answer) => {
      answer.on('error', () => undefined);
      resolve(answer);
      answer.destroy();
    });
    asked.end();
  });
}
