/** A credential that must turn up nowhere. */
export interface PlantedSecret {
  readonly name: string;
  readonly value: string;
}

const PIECE = 8;
const TAIL = 4;
/** What answers put before the last four characters of a stored credential. */
const MASK = '••••';

/**
 * Finds planted secrets in text: 8 characters in a row of any spelling of one, in upper or lower case, or its last four where
 * no mask stands before them. The last four are looked for only with a `~` in them, which nothing else here has.
 */
export class SecretFinder {
  /** What was found, by the piece that gives it away. */
  readonly #pieces = new Map<string, string>();
  readonly #tails: readonly (readonly [tail: string, name: string])[];

  constructor(secrets: readonly PlantedSecret[]) {
    for (const { name, value } of secrets) {
      for (const [spelling, text] of spellingsOf(value)) {
        const lower = text.toLowerCase();
        for (let at = 0; at + PIECE <= lower.length; at += 1) {
          const piece = lower.slice(at, at + PIECE);
          if (!this.#pieces.has(piece)) this.#pieces.set(piece, `${name} ${spelling}`);
        }
      }
    }
    const tails = secrets.map(({ name, value }): [string, string] => [value.slice(-TAIL).toLowerCase(), name]);
    this.#tails = tails.filter(([tail]) => tail.includes('~'));
  }

  /** What of the secrets stands in the text, each once. */
  find(text: string): readonly string[] {
    const found = new Set<string>();
    const lower = text.toLowerCase();
    for (let at = 0; at + PIECE <= lower.length; at += 1) {
      const name = this.#pieces.get(lower.slice(at, at + PIECE));
      if (name !== undefined) found.add(name);
    }
    for (const [tail, name] of this.#tails) {
      const unmasked = lower.replaceAll(MASK + tail, '');
      if (unmasked.includes(tail)) found.add(`${name} last four without a mask`);
    }
    return [...found];
  }
}

/** Every way in which software may write a text down. Base64 in the three places where it can begin inside something longer. */
function spellingsOf(value: string): readonly (readonly [how: string, text: string])[] {
  const encoded = encodeURIComponent(value);
  return [
    ['as it is', value],
    ['URL-encoded', encoded],
    ['URL-encoded twice', encodeURIComponent(encoded)],
    ['as a form field', new URLSearchParams([['', value]]).toString().slice(1)],
    ['in JSON', JSON.stringify(value).slice(1, -1)],
    ['backwards', [...value].reverse().join('')],
    ['in hexadecimal', Buffer.from(value).toString('hex')],
    ...[0, 1, 2].flatMap((before): [string, string][] => {
      // The characters at both ends depend on what stands around.
      const inside = Buffer.from('x'.repeat(before) + value).toString('base64').slice(before === 0 ? 0 : 4).replace(/.{0,3}=*$/, '');
      return [['in Base64', inside], ['in URL-safe Base64', inside.replaceAll('+', '-').replaceAll('/', '_')]];
    }),
  ];
}
