// Door of the primitives: everything that looks and behaves the same wherever it stands. They know no area.
//
// A Select filters by itself from eight options on, which makes it the combobox as well. A Popover and a Select become sheets on phones.
// Triggers are snippets whose argument is spread onto a button: `{#snippet trigger(props)}<Button {...props}>…</Button>{/snippet}`.
export { default as AppMark } from './AppMark.svelte';
export { default as Badge } from './Badge.svelte';
export { default as Bar } from './Bar.svelte';
export { default as Button } from './Button.svelte';
export { default as Chip } from './Chip.svelte';
export { default as Dialog } from './Dialog.svelte';
export { default as Empty } from './Empty.svelte';
export { default as Fetching } from './Fetching.svelte';
export { default as Field } from './Field.svelte';
export { default as IconButton } from './IconButton.svelte';
export { default as Kbd } from './Kbd.svelte';
export { default as Menu } from './Menu.svelte';
export { default as PictureTile } from './PictureTile.svelte';
export { default as Popover } from './Popover.svelte';
export { default as Ring } from './Ring.svelte';
export { default as Segmented } from './Segmented.svelte';
export { default as Select } from './Select.svelte';
export { default as Sheet } from './Sheet.svelte';
export { default as Skeleton } from './Skeleton.svelte';
export { default as Slider } from './Slider.svelte';
export { default as Tabs } from './Tabs.svelte';
export { default as TextArea } from './TextArea.svelte';
export { default as Toast } from './Toast.svelte';
export { default as WholeWindow } from './WholeWindow.svelte';
export { default as Wordmark } from './Wordmark.svelte';
export { commands, type Command } from './commands.svelte.ts';
export { keyBindings } from './key-bindings.svelte.ts';
export { describeKey, keysCollide, startsSequence } from './keys.ts';
export { thumbhashUrl } from './thumbhash.ts';
export { pageBar } from './page-bar.svelte.ts';
export { theme, type ThemeChoice } from './theme.svelte.ts';
export { toaster } from './toaster.svelte.ts';
export { tooltip } from './tooltip.ts';
export type { Icon, MenuItem, Option } from './types.ts';
export { viewport } from './viewport.svelte.ts';
export { longPress } from './long-press.ts';
