// How a place carries an action out; most do nothing of their own about it.
import type { AssetAction } from './action-rules.ts';
import type { AssetEntry } from './collection.ts';

/** Carries an action out on some assets. */
export type Perform = (action: AssetAction, assets: readonly AssetEntry[]) => void | Promise<void>;

export const carryOut: Perform = (action, assets) => action.run(assets);
