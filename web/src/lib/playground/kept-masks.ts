// What was painted over each picture, as long as the page lives: closing a tool by mistake loses nothing.
import type { MaskHistory } from './mask-history.ts';

/** By the picture's hash. */
export const keptMasks = new Map<string, MaskHistory>();
