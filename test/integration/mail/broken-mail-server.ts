import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** What to do with one connection: the lines the client sends arrive one by one. */
export type Misbehaviour = (socket: Socket, line: string) => void;

/** A server that speaks SMTP as far as it is told to, over a real socket. */
export class BrokenMailServer {
  readonly heard: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(greet: (socket: Socket) => void, answer: Misbehaviour) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.setEncoding('latin1').on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      let rest = '';
      socket.on('data', (text: string) => {
        const lines = (rest + text).split('\r\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          this.heard.push(line);
          answer(socket, line);
        }
      });
      greet(socket);
    });
  }

  static async start(answer: Misbehaviour, greet: (socket: Socket) => void = (socket) => void socket.write('220 canary-banner ESMTP\r\n')): Promise<BrokenMailServer> {
    const server = new BrokenMailServer(greet, answer);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections the client has not let go of. */
  get open(): number {
    return this.#sockets.size;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const POLITE: readonly (readonly [RegExp, string])[] = [
  [/^EHLO/, '250-mx\r\n250 8BITMIME'],
  [/^(MAIL|RCPT)/, '250 ok'],
  [/^DATA/, '354 go on'],
  [/^\.$/, '250 taken'],
];

/** Answers as a working server, except where `instead` says otherwise. */
export function politeBut(instead: readonly (readonly [RegExp, (socket: Socket) => void])[]): Misbehaviour {
  return (socket, line) => {
    const other = instead.find(([pattern]) => pattern.test(line));
    if (other !== undefined) return other[1](socket);
    const answer = POLITE.find(([pattern]) => pattern.test(line));
    if (answer !== undefined) socket.write(`${answer[1]}\r\n`);
  };
}
