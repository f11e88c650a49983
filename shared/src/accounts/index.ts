// Door of accounts: roles, sessions and workspaces as all packages know them.
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
export { accountProblem } from './problems.ts';
export { allows, roleSchema, type Role } from './roles.ts';
