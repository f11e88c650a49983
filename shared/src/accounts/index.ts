// Door of accounts: roles, sessions and workspaces as all packages know them.
export {
  capsChangeSchema,
  capsSchema,
  creditsSchema,
  dayOf,
  grantedSchema,
  ledgerEntrySchema,
  newGrantSchema,
  noCaps,
  type Caps,
  type CapsChange,
  type Credits,
  type LedgerEntry,
  type NewGrant
} from './credits.ts';
export {
  claimSchema,
  engineKindSchema,
  meSchema,
  renewSchema,
  setupSchema,
  signedInSchema,
  workspaceSchema,
  type Claim,
  type EngineKind,
  type Me,
  type Renew,
  type Workspace
} from './me.ts';
export {
  inviteListSchema,
  inviteSchema,
  linkDaysSchema,
  linkSecretSchema,
  memberListSchema,
  memberSchema,
  newInviteSchema,
  openLinkSchema,
  removedMemberSchema,
  revokedLinkSchema,
  roleChangeSchema,
  type Invite,
  type Member,
  type NewInvite
} from './members.ts';
export { accountProblem } from './problems.ts';
export { allows, roleSchema, type Role } from './roles.ts';
