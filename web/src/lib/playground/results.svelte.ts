// What is selected among the playground's results, and how actions are carried out there.
import { focusedAsset, gallery, Selection, type AssetEntry, type Perform } from '#lib/gallery';
import { runs } from '#lib/runs';

class Results {
  /** Ranges reach over the pictures as they stand: run after run, newest first. */
  readonly selection = new Selection(() => runs.list.flatMap((run) => gallery.byRun(run.id)));

  readonly perform: Perform = async (action, assets) => {
    await action.run(assets);
    if (action.leaves || action.section === 'continue') this.selection.clear();
  };

  /** What keys act on: the selection, else the picture that has the focus. */
  targets(): readonly AssetEntry[] {
    if (this.selection.assets.length > 0) return this.selection.assets;
    const id = focusedAsset();
    const entry = id === undefined ? undefined : gallery.get(id);
    return entry ? [entry] : [];
  }
}

export const results = new Results();
