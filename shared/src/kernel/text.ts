// Text that every store can hold: PostgreSQL refuses U+0000 and lone surrogates do not survive UTF-8.
import * as z from 'zod';

/** Text of `max` UTF-16 units at most, well-formed and without U+0000. */
export function text(max: number, min = 0) {
  return z
    .string()
    .min(min, min === 1 ? 'This may not be empty.' : `At least ${min} characters.`)
    .max(max, `At most ${max.toLocaleString('en-GB')} characters.`)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'Contains characters that cannot be stored.');
}
