// Puts one picture after the other into a timeline's tile: never the one before while the next is on its way.
import { thumbhashUrl } from '#lib/ui';

/** Milliseconds until a picture that did not come is asked for again: another device may still be sending it, or this one begins to serve it. */
const AGAIN = [1_000, 4_000, 15_000, 60_000];

/**
 * Shows `src` in `image`: at once if it is in memory, else when it has come, with its thumbhash behind it until then. `data-there` says
 * that it is to be seen, `data-known` that it needs no fade. Returns how to stop.
 */
export function showPicture(image: HTMLImageElement, src: string, thumbhash: string): () => void {
  const behind = image.parentElement;
  let tries = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  let stopPreview: (() => void) | undefined;
  const clear = () => {
    stopPreview?.();
    behind?.style.removeProperty('background-image');
  };
  if (image.getAttribute('src') !== src) image.src = src;
  const known = image.complete && image.naturalWidth > 0;
  const see = (there: boolean) => {
    image.toggleAttribute('data-there', there);
    image.toggleAttribute('data-known', known);
  };
  see(known);
  if (!known) {
    image.onload = () => {
      see(true);
      // A picture with holes shows what the tile's colour is, as everywhere.
      clear();
    };
    image.onerror = () => {
      see(false);
      image.removeAttribute('src');
      const wait = AGAIN[tries++];
      if (wait !== undefined) again = setTimeout(() => (image.src = src), wait);
    };
    if (thumbhash) stopPreview = thumbhashUrl(thumbhash, (url) => behind?.style.setProperty('background-image', `url(${url})`));
  }
  return () => {
    clearTimeout(again);
    [image.onload, image.onerror] = [null, null];
    if (!known) clear();
  };
}
