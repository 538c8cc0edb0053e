const BULLETS = '••••';

/** A secret as people may see it: bullets, and its last 4 characters only when there are 12 or more. */
export function mask(secret: string): string {
  return secret.length >= 12 ? BULLETS + secret.slice(-4) : BULLETS;
}

/** Whether a value sent back to us is a masked one, meaning "keep what is stored". */
export function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(BULLETS);
}
