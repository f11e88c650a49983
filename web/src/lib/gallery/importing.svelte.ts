// The import that is under way or has just ended, wherever its files came from: one for the whole app, so that leaving a page does not stop it.
import { Problem, type ProblemDocument } from 'shared/kernel';
import type { AssetId } from 'shared/gallery';
import { storage } from '#lib/blobs';
import { toaster } from '#lib/ui';
import { trash } from './actions.ts';
import { importFiles } from './import-files.ts';

export interface RefusedFile {
  readonly name: string;
  readonly problem: Pick<ProblemDocument, 'title' | 'remedy'>;
}

/** How an import that a person should read about has ended. */
export interface ImportReport {
  readonly imported: readonly AssetId[];
  readonly duplicates: readonly { readonly name: string; readonly id: AssetId }[];
  readonly refused: readonly RefusedFile[];
  /** Files that were not looked at: it was cancelled, or it stopped. */
  readonly left: number;
  /** Why it stopped before its end, as a sentence. */
  readonly stopped?: string;
}

/** Milliseconds between two counts on screen: more would be work that nobody sees. */
const TICK = 100;

class Importing {
  #waiting: File[] = [];
  #total = $state(0);
  #done = $state(0);
  #running = $state(false);
  #cancelled = $state(false);
  #report = $state.raw<ImportReport>();
  #abort = new AbortController();

  get running(): boolean {
    return this.#running;
  }
  get cancelled(): boolean {
    return this.#cancelled;
  }
  /** Files chosen since it began. */
  get total(): number {
    return this.#total;
  }
  /** Files dealt with. */
  get done(): number {
    return this.#done;
  }
  /** What there is to read about the last import; undefined when all went well or it was dismissed. */
  get report(): ImportReport | undefined {
    return this.#report;
  }

  /** Ends it after the file that is being kept; what was imported so far stays. */
  cancel(): void {
    this.#cancelled = true;
    this.#waiting = [];
    this.#abort.abort();
  }

  dismiss(): void {
    this.#report = undefined;
  }

  /** Imports files and says what became of them; files that come while others are under way follow those. */
  async take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.#waiting.push(...files);
    this.#total += files.length;
    if (this.#running) return;
    this.#running = true;
    this.#cancelled = false;
    this.#report = undefined;
    this.#abort = new AbortController();
    const report = await this.#work();
    this.#running = false;
    this.#waiting = [];
    this.#total = 0;
    this.#done = 0;
    this.#tell(report);
    // Local data is worth keeping from now on; browsers ask or decide by themselves.
    if (report.imported.length > 0 && storage.persisted === false) void storage.persist();
  }

  async #work(): Promise<ImportReport> {
    const imported: AssetId[] = [];
    const duplicates: { name: string; id: AssetId }[] = [];
    const refused: RefusedFile[] = [];
    let left = 0;
    let shown = 0;
    try {
      while (this.#waiting.length > 0) {
        const files = this.#waiting;
        const before = this.#done;
        this.#waiting = [];
        const result = await importFiles(files, {
          signal: this.#abort.signal,
          done: (count) => {
            if (performance.now() - shown < TICK && before + count < this.#total) return;
            shown = performance.now();
            this.#done = before + count;
          }
        });
        this.#done = before + files.length;
        imported.push(...result.imported);
        duplicates.push(...result.duplicates);
        refused.push(...result.refused);
        left += result.left;
      }
      return { imported, duplicates, refused, left };
    } catch (error) {
      const stopped =
        error instanceof Problem
          ? `${error.document.title} ${error.document.remedy}`
          : 'The import stopped. What was imported so far is safe; try the rest again.';
      return { imported, duplicates, refused, left: this.#total - this.#done, stopped };
    }
  }

  #tell(report: ImportReport): void {
    const { imported, duplicates, refused, left, stopped } = report;
    const undo = () => trash(imported).then(() => undefined);
    const [only] = duplicates;
    if (refused.length === 0 && left === 0 && !stopped) {
      if (duplicates.length === 0) toaster.show({ message: `Imported ${several(imported.length)}.`, undo });
      else if (imported.length === 0 && only && duplicates.length === 1)
        toaster.show({ message: `${only.name} is in the gallery already.` });
      else this.#report = report;
    } else this.#report = report;
  }
}

export function several(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'asset' : 'assets'}`;
}

export const importing = new Importing();
