// What was painted into a mask, as a list that can be taken back and done again; the canvas is only its picture. Without side effects.

/** `paint` marks what should go, `restore` takes marks away. */
export type BrushWay = 'paint' | 'restore';

/** One movement of the brush, or a change of the whole mask. Lengths are in the mask's pixels. */
export type MaskStep =
  | { readonly kind: 'stroke'; readonly way: BrushWay; readonly size: number; readonly points: readonly number[] }
  | { readonly kind: 'invert' }
  | { readonly kind: 'clear' };

export interface MaskHistory {
  readonly done: readonly MaskStep[];
  /** What was taken back, the next to be done again last. */
  readonly undone: readonly MaskStep[];
}

export const noSteps: MaskHistory = { done: [], undone: [] };

/** Does a step; what was taken back before cannot be done again after it. Clearing an empty mask is no step. */
export function withStep(history: MaskHistory, step: MaskStep): MaskHistory {
  if (step.kind === 'clear' && isSurelyEmpty(history.done)) return history;
  return { done: [...history.done, step], undone: [] };
}

export function undo({ done, undone }: MaskHistory): MaskHistory {
  const last = done.at(-1);
  return last ? { done: done.slice(0, -1), undone: [...undone, last] } : { done, undone };
}

export function redo({ done, undone }: MaskHistory): MaskHistory {
  const next = undone.at(-1);
  return next ? { done: [...done, next], undone: undone.slice(0, -1) } : { done, undone };
}

/** Whether nothing can be marked: nothing was painted and nothing inverted since the mask was last clear. */
export function isSurelyEmpty(done: readonly MaskStep[]): boolean {
  for (const step of done.toReversed()) {
    if (step.kind === 'clear') return true;
    if (step.kind === 'invert' || step.way === 'paint') return false;
  }
  return true;
}

/** The mask's own pixels for a picture: its own, or where its longer side exceeds `limit` as many in the same shape. */
export function maskSize({ width, height }: { width: number; height: number }, limit: number): { width: number; height: number } {
  const share = Math.min(1, limit / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}
