// Door of accounts: who this device is, where it works, and whether the server knows.
export { account, type Account, type CurrentWorkspace } from './account.svelte.ts';
