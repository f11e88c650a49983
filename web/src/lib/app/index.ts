// Door of the app's frame: what stands around every page. It composes areas, and no area knows it.
export { default as ErrorPage } from './ErrorPage.svelte';
export { default as SettingsPage } from './SettingsPage.svelte';
export { default as Shell } from './Shell.svelte';
export { default as WorkspaceSwitcher } from './WorkspaceSwitcher.svelte';
