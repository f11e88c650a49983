// Money as whole micro-dollars, because sums of prices such as 0.027 must be exact.

/** One US dollar in the unit of every stored amount. */
export const MICROS_PER_DOLLAR = 1_000_000;

/** Whole micro-dollars; never a fraction. */
export type Micros = number;

/** Dollars as the provider states them, to whole micros (rounded, since 0.1 has no exact binary form). */
export function toMicros(dollars: number): Micros {
  return Math.round(dollars * MICROS_PER_DOLLAR);
}

/**
 * An amount for people: `$0.108`, `$12.40`. Two decimals at least, and as many more as the amount needs, up to six.
 */
export function formatMoney(micros: Micros): string {
  const sign = micros < 0 ? '-' : '';
  const digits = String(Math.abs(Math.round(micros))).padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${sign}$${digits.slice(0, -6)}.${fraction}`;
}
