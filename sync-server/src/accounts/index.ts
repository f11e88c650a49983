// Door of accounts: sessions, workspaces and their members, operators, and whose money is spent.
export { Accounts, type AccountsOptions, type NewSession } from './accounts.ts';
export { createAuth, type Auth, type AuthOptions } from './auth.ts';
export { Invites } from './invites.ts';
export { capsOf, committedOn } from './caps.ts';
export { creditRoutes } from './credit-routes.ts';
export { CreditBook } from './credits.ts';
export { hashOfLink } from './link-secrets.ts';
export { memberRoutes } from './member-routes.ts';
export { Members, type MembershipChange } from './members.ts';
export { availableIn, type Purse } from './purse.ts';
export { accountRoutes } from './routes.ts';
