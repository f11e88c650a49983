// The three roles of a member and what each may do; the only place where roles are compared.
import * as z from 'zod';

export const roleSchema = z.enum(['viewer', 'editor', 'owner']);
export type Role = z.infer<typeof roleSchema>;

const rank: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** Whether a member with `role` may do what asks for at least `needed`. No role (not a member) never suffices. */
export function allows(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && rank[role] >= rank[needed];
}
