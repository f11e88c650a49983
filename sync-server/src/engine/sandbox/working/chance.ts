// Which predictions fail and which outputs are flagged: by chance, but the same again after a restart.
import { createHash } from 'node:crypto';

/** A number from 0 to below 1 that depends on nothing but its arguments. */
export function chance(id: string, inputs: Record<string, unknown>, what: string): number {
  const digest = createHash('sha256')
    .update(`${what}\n${id}\n${JSON.stringify(inputs)}`)
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
