// The menu of an asset that is open, if any: one for the whole app, since a menu for each of a thousand tiles would cost a second.
import type { AssetEntry } from './collection.ts';
import { carryOut, type Perform } from './perform.ts';

interface Opened {
  readonly assets: readonly AssetEntry[];
  readonly anchor: { getBoundingClientRect: () => DOMRect };
  /** It was asked for at a point, not with a button. */
  readonly atPoint: boolean;
  /** Gets the focus back. */
  readonly origin: HTMLElement | undefined;
  readonly perform: Perform;
  /** Ids of actions that stand beside the button as buttons of their own. */
  readonly beside: readonly string[];
}

class AssetMenu {
  #opened = $state.raw<Opened>();
  #open = $state(false);

  get opened(): Opened | undefined {
    return this.#opened;
  }
  get open(): boolean {
    return this.#open;
  }
  set open(open: boolean) {
    this.#open = open;
  }

  /** Gives the focus back to where the menu was opened; a tile's button is gone by then, its link is not. */
  giveFocusBack(): void {
    const { origin, assets } = this.#opened ?? {};
    const id = assets?.[0]?.record.id;
    const target = origin?.isConnected ? origin : id && document.querySelector<HTMLElement>(`[data-asset="${CSS.escape(id)}"]`);
    if (target) target.focus({ preventScroll: true });
  }

  /** Opens the menu at a button, or where the mouse asked for a context menu. */
  show(event: MouseEvent, assets: readonly AssetEntry[], perform: Perform = carryOut, beside: readonly string[] = []): void {
    const element = event.currentTarget instanceof HTMLElement ? event.currentTarget : undefined;
    const atPoint = event.type === 'contextmenu' && (event.clientX > 0 || event.clientY > 0);
    const point = new DOMRect(event.clientX, event.clientY, 0, 0);
    event.preventDefault();
    this.#opened = {
      assets,
      perform,
      beside,
      atPoint,
      origin: element?.matches('a, button') ? element : (element?.querySelector<HTMLElement>('a, button') ?? undefined),
      anchor: { getBoundingClientRect: () => (atPoint || !element ? point : element.getBoundingClientRect()) }
    };
    this.#open = true;
  }
}

export const assetMenu = new AssetMenu();
