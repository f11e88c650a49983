// Door of presets: the built-in styles and the cinematic vocabularies as things to pick from.
export { default as CinematicPicker } from './components/CinematicPicker.svelte';
export { default as StyleGrid } from './components/StyleGrid.svelte';
export { default as StylePicker } from './components/StylePicker.svelte';
export { default as StyleSwatch } from './components/StyleSwatch.svelte';
export { groupIcons } from './group-icons.ts';
