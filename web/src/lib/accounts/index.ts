// Door of accounts: who this device is, where it works, and whether the server knows.
export { account, type Account, type CurrentWorkspace } from './account.svelte.ts';
export { default as JoinPage } from './components/JoinPage.svelte';
export { default as Members } from './components/Members.svelte';
