import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { IssuedCertificate } from '../../support/issue-certificate.js';

export interface TlsFront {
  readonly port: number;
  /** Bytes that came in over TLS. */
  readonly received: () => number;
  stop(): Promise<void>;
}

/** Speaks TLS with this certificate on 127.0.0.1 and passes what it hears on to a plain server. */
export async function startTlsFront(certificate: IssuedCertificate, behind: number): Promise<TlsFront> {
  let received = 0;
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer({ ...certificate }, (front) => {
    const back = connect(behind, '127.0.0.1');
    for (const socket of [front, back]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    front.on('data', (chunk: Buffer) => { received += chunk.length; });
    front.pipe(back).pipe(front);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received: () => received,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
