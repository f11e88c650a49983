// The register's actions as commands: their keys and their entries in the palette, for whatever a page says they act on.
import { commands, type Command } from '#lib/ui';
import { offered, wordsFor, type AssetAction } from './action-rules.ts';
import { assetActions } from './asset-actions.svelte.ts';
import { rate } from './bulk.ts';
import type { AssetEntry } from './collection.ts';
import { gallery } from './gallery.svelte.ts';
import { carryOut, type Perform } from './perform.ts';

/** Heading of these commands in the palette and among the keys. */
const GROUP = 'Pictures';

function commandOf(action: AssetAction, targets: () => readonly AssetEntry[], perform: Perform): Command {
  const now = () => {
    const assets = targets();
    return offered(action, assets) && action.unavailable?.(assets) === undefined;
  };
  return {
    id: `asset-action.${action.id}`,
    get title() {
      const assets = targets();
      const price = offered(action, assets) ? action.price?.(assets) : undefined;
      return `${wordsFor(action, assets)}${price ? `, ${price}` : ''}`;
    },
    icon: action.icon,
    group: GROUP,
    ...(action.keys ? { keys: action.keys } : {}),
    ...(action.words ? { words: action.words } : {}),
    available: now,
    run: () => perform(action, targets())
  };
}

/**
 * Lets keys and palette act on what a page shows: `targets` is asked when a key is pressed. Call it in an effect and return what it returns;
 * it registers anew when actions come or go.
 */
export function actOn(targets: () => readonly AssetEntry[], perform: Perform = carryOut): () => void {
  const rateable = () => gallery.locked === undefined && targets().length > 0;
  return commands.register(
    ...assetActions.all.filter(({ places }) => places.includes('palette')).map((action) => commandOf(action, targets, perform)),
    ...[0, 1, 2, 3, 4, 5].map((stars) => ({
      id: `asset-action.rate-${stars}`,
      title: stars === 0 ? 'Take the rating away' : stars === 1 ? 'Rate with 1 to 5' : `Rate ${stars}`,
      group: GROUP,
      keys: String(stars),
      hidden: true,
      unlisted: stars > 1,
      available: rateable,
      run: () => rate(targets(), stars)
    }))
  );
}
