import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { EgressGuard } from '../http/egress-guard.js';
import { urlHost } from '../http/vendor-url-shape.js';
import { certificateFinding, certificateVerdict } from './certificate-verdict.js';
import type { SeenCertificate } from './certificate-verdict.js';
import { addressRefused, troubleOf } from './connection-trouble.js';
import type { Finding, VendorAddress } from './finding.js';

const SKIPPED = 'Skipped: the address starts with http://, so there is no certificate and nothing is encrypted on the way.';

/** Shakes hands over TLS, judges the certificate and hangs up. Nothing is sent. */
export async function checkCertificate({ baseUrl, vendor, guard }: VendorAddress, now: Date, signal: AbortSignal): Promise<Finding> {
  const refusal = guard.checkUrl(baseUrl);
  if (refusal !== undefined) return addressRefused(refusal, vendor);
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:') return { ok: true, detail: SKIPPED };
  try {
    return certificateFinding(certificateVerdict(await shakeHands(url, guard, signal), now), vendor);
  } catch (error) {
    return troubleOf(error, vendor, signal);
  }
}

function shakeHands(url: URL, { lookup }: EgressGuard, signal: AbortSignal): Promise<SeenCertificate> {
  const host = urlHost(url);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: url.port === '' ? 443 : Number(url.port),
      lookup,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      ...(isIP(host) === 0 && { servername: host }),
      // A certificate that is not trusted must be read to say why. It is judged here, and nothing is sent.
      rejectUnauthorized: false,
    });
    const hangUp = (): void => { socket.destroy(new Error('The time is over.')); };
    if (signal.aborted) hangUp();
    signal.addEventListener('abort', hangUp, { once: true });
    socket.once('close', () => {
      signal.removeEventListener('abort', hangUp);
      reject(Object.assign(new Error('Closed during the handshake.'), { code: 'ECONNRESET' }));
    });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      resolve(seenOn(socket));
      socket.destroy();
    });
  });
}

function seenOn(socket: TLSSocket): SeenCertificate {
  const { valid_from: validFrom, valid_to: validTo } = socket.getPeerCertificate();
  // Node's types say Error; it is the error's code.
  const distrust = socket.authorized ? undefined : String(socket.authorizationError);
  return { validFrom: new Date(validFrom), validTo: new Date(validTo), distrust };
}
