// The shapes that primitives share, so that callers and components agree on words.
import type { LucideProps } from '@lucide/svelte';
import type { Component } from 'svelte';

/** An icon of `@lucide/svelte/icons/<name>`. */
export type Icon = Component<LucideProps>;

/** One choice of a Select, Segmented or Tabs. */
export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** Quiet text after the label. */
  detail?: string;
  /** Text at the far end, such as a price. */
  end?: string;
  icon?: Icon;
  /** Heading under which a Select groups this option; options of one group stand together. */
  group?: string;
  /** Why it cannot be chosen now; shown in its row. */
  unavailable?: string;
}

/** One entry of a Menu. */
export interface MenuItem {
  label: string;
  icon?: Icon;
  keys?: string;
  /** Text at the far end, such as a price. */
  end?: string;
  danger?: boolean;
  /** Why it cannot be done now; shown in its row. */
  unavailable?: string;
  href?: string;
  run?: () => void;
}

export type ButtonVariant = 'filled' | 'quiet' | 'outlined' | 'text' | 'danger';
export type ControlSize = 'small' | 'regular' | 'large';
export type Tone = 'neutral' | 'accent' | 'danger' | 'success' | 'warning';
