// The modes as the playground shows them, in the order of its tabs.
import Clapperboard from '@lucide/svelte/icons/clapperboard';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import GalleryHorizontalEnd from '@lucide/svelte/icons/gallery-horizontal-end';
import Group from '@lucide/svelte/icons/group';
import Palette from '@lucide/svelte/icons/palette';
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
  { value: 'sequence', label: 'Sequence', icon: GalleryHorizontalEnd },
  { value: 'stitch', label: 'Stitch', icon: Group },
  { value: 'batch-edit', label: 'Batch edit', icon: CopyPlus },
  { value: 'style-variations', label: 'Style variations', icon: Palette },
  { value: 'video', label: 'Video', icon: Clapperboard }
];
