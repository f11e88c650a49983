// Which asset the keyboard is at: also while the palette or a menu that was opened from there has the focus.
import type { AssetId } from 'shared/gallery';

let last: AssetId | undefined;
const layered = (element: Element | null) => element?.closest('[role="dialog"], [role="menu"]') != null;
const assetOf = (element: Element | null) => element?.closest<HTMLElement>('[data-asset]')?.dataset['asset'];

if (typeof document !== 'undefined') {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && !layered(target)) last = assetOf(target);
  });
  // A click beside everything takes the focus away without giving it to anything.
  document.addEventListener('focusout', ({ relatedTarget, target }) => {
    if (relatedTarget === null && document.hasFocus() && target instanceof Element && !layered(target)) last = undefined;
  });
}

/** The id of the asset whose tile has the focus, or had it when a dialog or menu opened over the page. */
export function focusedAsset(): AssetId | undefined {
  return layered(document.activeElement) ? last : assetOf(document.activeElement);
}
