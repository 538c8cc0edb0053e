import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** Stands between a client and a server on this machine, and can be shut: what goes through breaks, nobody new gets in. */
export class TcpGate {
  readonly #sockets = new Set<Socket>();
  #open = true;

  private constructor(private readonly server: Server) {}

  static async before(host: string, port: number): Promise<TcpGate> {
    const server = createServer();
    const gate = new TcpGate(server);
    server.on('connection', (client) => gate.#pass(client, host, port));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gate;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  shut(): void {
    this.#open = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  reopen(): void {
    this.#open = true;
  }

  async stop(): Promise<void> {
    this.shut();
    this.server.close();
    await once(this.server, 'close');
  }

  #pass(client: Socket, host: string, port: number): void {
    if (!this.#open) return void client.destroy();
    const server = connect(port, host);
    for (const [one, other] of [[client, server], [server, client]] as const) {
      this.#sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
