/** Digits with at most one point between them. No sign, no exponent: those stand for values no price list has. */
const PLAIN_DECIMAL = /^\d{1,6}(?:\.\d{1,20})?$/;

/** `digits` divided by ten to the power of `scale`. */
interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * A value from the wire as decimal text: a number as its shortest text, a numeric text as it stands. Undefined for
 * everything else, for negative values, exponents, NaN and infinities, and for more than 6 digits before the point or 20 after it.
 */
export function decimalTextOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && PLAIN_DECIMAL.test(text) ? text : undefined;
}

/** The exact product of two decimal texts, with all its digits: `1.50` times `2.5` is `3.750`. */
export function productOf(one: string, other: string): string {
  const [a, b] = [scaledOf(one), scaledOf(other)];
  return textOf({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

/** The value with at most `places` digits after the point; what lies halfway goes up. Shorter texts stay as they are. */
export function roundedHalfUp(decimal: string, places: number): string {
  const { digits, scale } = scaledOf(decimal);
  if (scale <= places) return decimal;
  const unit = 10n ** BigInt(scale - places);
  return textOf({ digits: (digits + unit / 2n) / unit, scale: places });
}

/** Whether a decimal text says nothing but zero. */
export function isZero(decimal: string): boolean {
  return scaledOf(decimal).digits === 0n;
}

function scaledOf(decimal: string): Scaled {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function textOf({ digits, scale }: Scaled): string {
  const text = digits.toString().padStart(scale + 1, '0');
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
}
