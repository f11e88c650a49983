// Fades pictures in once as they arrive, and asks again for those that did not come, for a whole list of them: one listener instead of one a tile.

/** Milliseconds until a picture that did not come is asked for again: another device may still be sending it. */
const AGAIN = [1_000, 4_000, 15_000, 60_000];
/** Addresses remembered; those beyond fade in again. */
const MOST = 4_000;

const arrived = new Set<string>();

/** Whether a picture was shown before, so that it appears without a fade. */
export function hasArrived(address: string): boolean {
  return arrived.has(address);
}

/** For `{@attach}` on an image that shows one address after another: what it showed before says nothing of the next. */
export function fresh(_address: string): (image: HTMLImageElement) => void {
  return (image) => {
    delete image.dataset['there'];
  };
}

/** For `{@attach}` on the list: sets `data-there` on each picture below that has been loaded. */
export function arriving(list: HTMLElement): () => void {
  const tries = new WeakMap<HTMLImageElement, number>();
  const loaded = ({ target }: Event) => {
    if (!(target instanceof HTMLImageElement)) return;
    target.dataset['there'] = '';
    if (arrived.size >= MOST) arrived.clear();
    arrived.add(target.getAttribute('src') ?? '');
  };
  const failed = ({ target }: Event) => {
    if (!(target instanceof HTMLImageElement)) return;
    const turn = tries.get(target) ?? 0;
    const wait = AGAIN[turn];
    if (wait === undefined) return;
    tries.set(target, turn + 1);
    setTimeout(() => target.isConnected && (target.src = target.getAttribute('src') ?? ''), wait);
  };
  // Neither event bubbles.
  list.addEventListener('load', loaded, true);
  list.addEventListener('error', failed, true);
  return () => {
    list.removeEventListener('load', loaded, true);
    list.removeEventListener('error', failed, true);
  };
}
