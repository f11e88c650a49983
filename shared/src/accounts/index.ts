// Door of accounts: roles, sessions and workspaces as all packages know them.
export { claimSchema, engineKindSchema, meSchema, workspaceSchema, type Claim, type EngineKind, type Me, type Workspace } from './me.ts';
export { allows, roleSchema, type Role } from './roles.ts';
