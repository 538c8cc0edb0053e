import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { GenerateKeyPairResult, JWK } from 'jose';
import type { Claims } from '../../contracts/identity/access-tokens.contract.js';

export type JwksAlgorithm = 'RS256' | 'ES256';

/** Making an RSA key takes a while, so the servers of a process share theirs. */
const shared = new Map<string, Promise<GenerateKeyPairResult>>();

/** An identity provider with one key for each algorithm, on a real socket. */
export class JwksServer {
  /** Replaces the key set when it is set. */
  answer: { readonly status: number; readonly body: string } | undefined;
  requests = 0;
  #published: JWK[] = [];
  readonly #pairs = new Map<string, GenerateKeyPairResult>();
  readonly #server = createServer((_request, response) => {
    this.requests += 1;
    const { status, body } = this.answer ?? { status: 200, body: JSON.stringify({ keys: this.#published }) };
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  });

  static async start(): Promise<JwksServer> {
    const server = new JwksServer();
    for (const algorithm of ['RS256', 'ES256'] as const) {
      const pair = shared.get(algorithm) ?? generateKeyPair(algorithm);
      shared.set(algorithm, pair);
      await server.#publishPair(algorithm, algorithm, await pair);
    }
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): URL {
    const { port } = this.#server.address() as AddressInfo;
    return new URL(`http://127.0.0.1:${port}/jwks`);
  }

  get keys(): readonly JWK[] {
    return this.#published;
  }

  /** Adds a key of its own to the set. */
  async publish(kid: string, algorithm: JwksAlgorithm): Promise<void> {
    await this.#publishPair(kid, algorithm, await generateKeyPair(algorithm));
  }

  async #publishPair(kid: string, algorithm: JwksAlgorithm, pair: GenerateKeyPairResult): Promise<void> {
    this.#pairs.set(kid, pair);
    this.#published.push({ ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: 'sig' });
  }

  withdraw(kid: string): void {
    this.#published = this.#published.filter((key) => key.kid !== kid);
  }

  sign(claims: Claims, algorithm: JwksAlgorithm, kid: string = algorithm): Promise<string> {
    const pair = this.#pairs.get(kid);
    if (pair === undefined) throw new Error(`There is no key ${kid}.`);
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: algorithm, kid }).sign(pair.privateKey);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
