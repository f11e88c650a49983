// The modes that the playground has: which kind of model each offers, and what it opens with.
import PencilIcon from '@lucide/svelte/icons/pencil';
import SparkleIcon from '@lucide/svelte/icons/sparkle';
import type { ModelKind } from 'shared/engine';
import type { Icon } from '#lib/ui';
import type { Mode } from './draft.ts';

export interface ModeInfo {
  readonly value: Mode;
  readonly label: string;
  readonly icon: Icon;
  readonly kind: ModelKind;
}

export const modes: readonly ModeInfo[] = [
  { value: 'generate', label: 'Generate', icon: SparkleIcon, kind: 'text-to-image' },
  { value: 'edit', label: 'Edit', icon: PencilIcon, kind: 'image-to-image' }
];

export function modeInfo(mode: Mode): ModeInfo {
  return modes.find(({ value }) => value === mode) ?? modes[0]!;
}
