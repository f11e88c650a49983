// The members of a workspace and the invite links that bring new ones, as the API speaks of them.
import * as z from 'zod';
import { idSchema } from '../kernel/index.ts';
import { roleSchema } from './roles.ts';

/** Longest life of an invite or share link, in days. */
const MOST_DAYS = 90;
/** Most people that one invite link lets in. */
const MOST_USES = 100;

/** What a link carries in its fragment: 256 random bits in hex. The server keeps only its SHA-256. */
export const linkSecretSchema = z.string().regex(/^[0-9a-f]{64}$/, 'The secret of a link is 64 lower-case hex characters.');

/** Whole days that a link stays good for. */
export const linkDaysSchema = z.number().int().min(1).max(MOST_DAYS);

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  role: roleSchema,
  /** Epoch milliseconds of joining. */
  since: z.number().int()
});
export type Member = z.infer<typeof memberSchema>;

/** Oldest member first. */
export const memberListSchema = z.object({ members: z.array(memberSchema) });

/** What a member is from now on. */
export const roleChangeSchema = z.object({ role: roleSchema });

/** Who was removed from the workspace. */
export const removedMemberSchema = z.object({ userId: z.string() });

/** An invite makes nobody an owner: whoever holds an owner's link could lock everybody else out. */
const invitedRoleSchema = roleSchema.exclude(['owner']);

/** A new invite link; id and secret are made by the device, so that asking twice makes one link. */
export const newInviteSchema = z.object({
  id: idSchema,
  secret: linkSecretSchema,
  role: invitedRoleSchema,
  days: linkDaysSchema.default(7),
  /** How many people it lets in. */
  maxUses: z.number().int().min(1).max(MOST_USES).default(1)
});
export type NewInvite = z.infer<typeof newInviteSchema>;

/** An invite link that still lets somebody in. */
export const inviteSchema = z.object({
  id: idSchema,
  role: invitedRoleSchema,
  maxUses: z.number().int(),
  /** How many people it has let in. */
  uses: z.number().int(),
  /** Epoch milliseconds. */
  expiresAt: z.number().int(),
  createdAt: z.number().int()
});
export type Invite = z.infer<typeof inviteSchema>;

/** Newest invite first. */
export const inviteListSchema = z.object({ invites: z.array(inviteSchema) });

/** Which link was revoked. */
export const revokedLinkSchema = z.object({ id: idSchema });

/** Opens a link by the secret of its fragment. */
export const openLinkSchema = z.object({ secret: linkSecretSchema });
