// Ids that any device may make without asking: 128 random bits, so that two devices never collide.
import * as z from 'zod';

/** 32 lower-case hex characters: workspaces, runs, items and every other record that a device creates. */
export const idSchema = z.string().regex(/^[0-9a-f]{32}$/, 'An id is 32 lower-case hex characters.');
export type Id = z.infer<typeof idSchema>;

/** Makes a new id from 128 bits of the platform's secure random source. */
export function newId(): Id {
  return randomHex(16);
}

/** Lower-case hex of `bytes` secure random bytes. */
export function randomHex(bytes: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Lower-case hex of the bytes, two characters each. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** 64 lower-case hex characters: a SHA-256, which is the name of a blob. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'A blob is named by its SHA-256 in lower-case hex.');
export type Hash = z.infer<typeof hashSchema>;

/** The SHA-256 of some bytes in lower-case hex: a blob's name. Needs a secure context in browsers (https or localhost). */
export async function sha256(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<Hash> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
