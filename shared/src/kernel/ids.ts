// Ids that any device may make without asking: 128 random bits, so that two devices never collide.
import * as z from 'zod';
import { toHex } from './hash.ts';

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

/** 64 lower-case hex characters: a SHA-256, which is the name of a blob. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'A blob is named by its SHA-256 in lower-case hex.');
export type Hash = z.infer<typeof hashSchema>;
