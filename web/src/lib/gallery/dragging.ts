// Assets in a drag within the page: from the timeline onto a collection.
import type { AssetId } from 'shared/gallery';

/** Type under which a drag carries the ids of assets. */
export const DRAGGED = 'application/x-preset-assets';

/** Has a drag carry assets. */
export function dragAssets(event: DragEvent, ids: readonly AssetId[]): void {
  event.dataTransfer?.setData(DRAGGED, JSON.stringify(ids));
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copyLink';
}

/** The assets that a drop brings; none where it brings something else. */
export function draggedAssets(event: DragEvent): AssetId[] {
  const said = event.dataTransfer?.getData(DRAGGED);
  if (!said) return [];
  try {
    const ids: unknown = JSON.parse(said);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
