// Which actions are offered for some assets, where, and in which order: rules without side effects, the same for every place that shows them.
import type { Icon } from '#lib/ui';
import type { AssetEntry } from './collection.ts';

/**
 * `tile`, `viewer`, `recipe` (the panel's foot) and `selection` give an action a button of its own there; `menu` is the More and the context
 * menu; `palette` the entry there and the key.
 */
export type ActionPlace = 'tile' | 'viewer' | 'recipe' | 'selection' | 'menu' | 'palette';

/** The groups of the menu in their order, a line between them. */
export const actionSections = ['continue', 'tools', 'look', 'keep', 'share', 'remove'] as const;
export type ActionSection = (typeof actionSections)[number];

/** Something that can be done with assets. Its functions are asked with at least one asset. */
export interface AssetAction {
  /** Stable and unique: `edit`. */
  readonly id: string;
  /** Its name where no assets are at hand, as in the list of keys. */
  readonly title: string;
  readonly icon: Icon;
  /** As commands write them: `E`, `Delete`. */
  readonly keys?: string;
  readonly section: ActionSection;
  /** Position in its section, smaller first; ids decide between equals. */
  readonly order: number;
  readonly places: readonly ActionPlace[];
  /** More words to find it by in the palette. */
  readonly words?: string;
  /** Whether it is also, or only, for assets that are in trash; absent means never. */
  readonly inTrash?: 'also' | 'only';
  readonly danger?: boolean;
  /** The assets are out of sight afterwards: a viewer goes on to the next, a selection ends. */
  readonly leaves?: boolean;
  /** Its name for these assets, where that differs. */
  titleFor?: (assets: readonly AssetEntry[]) => string;
  /** Whether it makes sense for these assets at all; where it does not, it is not shown. */
  available: (assets: readonly AssetEntry[]) => boolean;
  /** Why it cannot be done now although it makes sense, as a sentence. */
  unavailable?: (assets: readonly AssetEntry[]) => string | undefined;
  /** What pressing it spends, as text; undefined where it spends nothing or asks again. */
  price?: (assets: readonly AssetEntry[]) => string | undefined;
  /** For what is switched on and off: whether it is on for all of them. */
  on?: (assets: readonly AssetEntry[]) => boolean;
  run: (assets: readonly AssetEntry[]) => void | Promise<void>;
}

/** Whether an action is offered for these assets, wherever. */
export function offered(action: AssetAction, assets: readonly AssetEntry[]): boolean {
  if (assets.length === 0) return false;
  const trashed = assets.filter(({ fields }) => fields.trashedAt !== undefined).length;
  if (trashed > 0 && !action.inTrash) return false;
  if (action.inTrash === 'only' && trashed < assets.length) return false;
  return action.available(assets);
}

/** Section by section, then by `order`, then by id, so that the order of registration never shows. */
export function inOrder(actions: readonly AssetAction[]): AssetAction[] {
  const rank = ({ section }: AssetAction) => actionSections.indexOf(section);
  return actions.toSorted((a, b) => rank(a) - rank(b) || a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** The actions that a place shows for these assets, in order. */
export function actionsAt(actions: readonly AssetAction[], place: ActionPlace, assets: readonly AssetEntry[]): AssetAction[] {
  return inOrder(actions.filter((action) => action.places.includes(place) && offered(action, assets)));
}

/** The menu's groups for these assets, without those that a button beside it already holds. */
export function menuSections(
  actions: readonly AssetAction[],
  assets: readonly AssetEntry[],
  beside: readonly string[] = []
): AssetAction[][] {
  const shown = actionsAt(actions, 'menu', assets).filter(({ id }) => !beside.includes(id));
  return actionSections.map((section) => shown.filter((action) => action.section === section)).filter((group) => group.length > 0);
}

/** The action's words for these assets. */
export function wordsFor({ title, titleFor }: AssetAction, assets: readonly AssetEntry[]): string {
  return (assets.length > 0 && titleFor?.(assets)) || title;
}

/**
 * The buttons of a bar that has room for `most` of them: what continues comes first, and what removes keeps its place at the end; the rest is
 * left to the menu beside them.
 */
export function barActions(
  actions: readonly AssetAction[],
  place: ActionPlace,
  assets: readonly AssetEntry[],
  most: number
): AssetAction[] {
  const all = actionsAt(actions, place, assets);
  const removing = all.filter(({ section }) => section === 'remove');
  const others = all.filter(({ section }) => section !== 'remove');
  return [...others.slice(0, Math.max(0, most - removing.length)), ...removing].slice(0, most);
}
