// The modes as the playground shows them, in the order of its tabs.
import GalleryHorizontalEnd from '@lucide/svelte/icons/gallery-horizontal-end';
import Pencil from '@lucide/svelte/icons/pencil';
import Sparkle from '@lucide/svelte/icons/sparkle';
import type { Icon } from '#lib/ui';
import type { Mode } from './mode-rules.ts';

export interface ModeInfo {
  readonly value: Mode;
  readonly label: string;
  readonly icon: Icon;
}

export const modes: readonly ModeInfo[] = [
  { value: 'generate', label: 'Generate', icon: Sparkle },
  { value: 'edit', label: 'Edit', icon: Pencil },
  { value: 'sequence', label: 'Sequence', icon: GalleryHorizontalEnd }
];
