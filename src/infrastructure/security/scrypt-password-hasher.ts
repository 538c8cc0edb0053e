import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordHasher } from '../../application/identity/ports/password-hasher.js';
import type { Secret } from '../../domain/shared/secret.js';

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MiB and three passes: one of the settings the OWASP password storage page recommends for scrypt. */
const DEFAULT_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;

/** Hashes as `scrypt$N$r$p$<salt>$<key>`, base64url, so that a later change of cost keeps old hashes good. */
export class ScryptPasswordHasher implements PasswordHasher {
  readonly #decoy: Promise<string>;

  constructor(
    private readonly cost: ScryptCost = DEFAULT_COST,
    private readonly salt: () => Buffer = () => randomBytes(16),
  ) {
    this.#decoy = this.derive('decoy', this.salt(), cost).then((key) => encode(cost, Buffer.alloc(16), key));
  }

  async hash(password: Secret<string>): Promise<string> {
    const salt = this.salt();
    return encode(this.cost, salt, await this.derive(password.reveal(), salt, this.cost));
  }

  async verify(password: Secret<string>, hash: string | undefined): Promise<boolean> {
    const [, N, r, p, salt = '', key = ''] = (hash ?? (await this.#decoy)).split('$');
    const expected = Buffer.from(key, 'base64url');
    const cost = { N: Number(N), r: Number(r), p: Number(p) };
    const derived = await this.derive(password.reveal(), Buffer.from(salt, 'base64url'), cost);
    return timingSafeEqual(derived, expected) && hash !== undefined;
  }

  private derive(password: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
    const options = { N, r, p, maxmem: 256 * N * r };
    return new Promise((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      });
    });
  }
}

function encode({ N, r, p }: ScryptCost, salt: Buffer, key: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}
