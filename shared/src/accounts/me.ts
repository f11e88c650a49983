// What `GET /api/me` answers: who this session is, where it may work and who pays.
import * as z from 'zod';
import { idSchema, text } from '../kernel/index.ts';
import { roleSchema } from './roles.ts';

export const workspaceSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(['personal', 'team']),
  role: roleSchema,
  /** Whether a WaveSpeed key of its own pays for what is made in it. */
  ownKey: z.boolean().optional()
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const engineKindSchema = z.enum(['sandbox', 'wavespeed']);
export type EngineKind = z.infer<typeof engineKindSchema>;

export const meSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), anonymous: z.boolean(), operator: z.boolean() }),
  workspaces: z.array(workspaceSchema),
  /** Micro-dollars this user may still spend with the server's key; null where nothing is counted (sandbox, operator). */
  balance: z.number().int().nullable(),
  engine: engineKindSchema,
  /** By whose money this user makes things: play money, the server's as operator or as granted, nobody's, or a workspace's own key. */
  spending: z.enum(['free', 'operator', 'granted', 'no-credit', 'own'])
});
export type Me = z.infer<typeof meSchema>;

/**
 * A device claims the workspace it made offline, or proves itself again after its session was lost.
 * `secret` is 256 random bits in hex; the server keeps only its SHA-256.
 */
export const claimSchema = z.object({
  workspaceId: idSchema,
  name: text(80, 1),
  secret: z.string().regex(/^[0-9a-f]{64}$/)
});
export type Claim = z.infer<typeof claimSchema>;

/** A device asks for a new session of the user who made the workspace with it. */
export const renewSchema = claimSchema.omit({ name: true });
export type Renew = z.infer<typeof renewSchema>;

/** Whose session the cookie of the answer belongs to. */
export const signedInSchema = z.object({ userId: z.string() });

/** The token of the set-up link: 128 random bits in hex. */
export const setupSchema = z.object({ token: z.string().regex(/^[0-9a-f]{32}$/, 'A set-up token is 32 lower-case hex characters.') });
