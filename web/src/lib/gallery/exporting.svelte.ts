// The export that is being asked for or under way: one for the whole app, so that every place can ask for it.
import { deviceCopies } from '#lib/blobs';
import { network } from '#lib/platform';
import { toaster } from '#lib/ui';
import type { AssetEntry } from './collection.ts';
import { exportFiles, MOST_BYTES, together, zipName, type ExportedFile, type ExportResult } from './export-files.ts';
import { readOptions, type ExportOptions } from './export-rules.ts';
import { several } from './importing.svelte.ts';
import { fileNameOf, titleOf } from './words.ts';

const KEY = 'preset.export';

interface SavePicker {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

function storedOptions(): ExportOptions {
  try {
    return readOptions(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return readOptions(undefined);
  }
}

class Exporting {
  #assets = $state.raw<readonly AssetEntry[]>([]);
  #open = $state(false);
  #options = $state.raw(storedOptions());
  #done = $state(0);
  #running = $state(false);
  #trouble = $state.raw<string>();
  /** Files that are made and wait for a tap, because the browser shares only right after one. */
  #ready = $state.raw<readonly ExportedFile[]>();
  #abort = new AbortController();

  get assets(): readonly AssetEntry[] {
    return this.#assets;
  }
  get open(): boolean {
    return this.#open;
  }
  set open(open: boolean) {
    if (!open) this.#abort.abort();
    this.#open = open;
  }
  get options(): ExportOptions {
    return this.#options;
  }
  set options(options: ExportOptions) {
    this.#options = options;
    this.#ready = undefined;
    try {
      localStorage.setItem(KEY, JSON.stringify(options));
    } catch {
      // Not kept: they hold until the page is left.
    }
  }
  get running(): boolean {
    return this.#running;
  }
  get done(): number {
    return this.#done;
  }
  /** What went wrong, as a sentence to read in the dialog. */
  get trouble(): string | undefined {
    return this.#trouble;
  }
  /** Whether the files wait for a second tap to be shared. */
  get ready(): boolean {
    return this.#ready !== undefined;
  }
  /** Assets that cannot be exported now: the server is out of reach, and this device has only their thumbnails. */
  readonly away = $derived(network.state === 'offline' ? this.#assets.filter(({ record }) => !deviceCopies.has(record.hash)) : []);

  /** Whether this browser can save to a place that is chosen first. */
  get choosesPlace(): boolean {
    return (globalThis as SavePicker).showSaveFilePicker !== undefined;
  }
  /** Whether this browser hands files to other apps. */
  get shares(): boolean {
    try {
      return navigator.canShare?.({ files: [new File(['x'], 'x.png', { type: 'image/png' })] }) === true;
    } catch {
      return false;
    }
  }

  show(assets: readonly AssetEntry[]): void {
    this.#assets = assets;
    this.#trouble = undefined;
    this.#ready = undefined;
    this.#done = 0;
    this.#open = true;
  }

  /** Makes the files and hands them to the browser's downloads. */
  async save(): Promise<void> {
    const made = await this.#make(true);
    if (!made) return;
    const url = URL.createObjectURL(made.one.file);
    const link = Object.assign(document.createElement('a'), { href: url, download: made.one.name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    this.#finish(made.result);
  }

  /** Asks where to save, then makes the files. */
  async saveTo(): Promise<void> {
    const [first] = this.#assets;
    if (!first) return;
    const type = this.#options.format === 'original' || first.record.kind === 'video' ? first.record.type : this.#options.format;
    const suggestedName = this.#assets.length > 1 ? zipName(this.#assets.length) : fileNameOf(first, type);
    // Cancelled: nothing was asked for.
    const handle = await (globalThis as SavePicker).showSaveFilePicker?.({ suggestedName }).catch(() => undefined);
    if (!handle) return;
    const made = await this.#make(true);
    if (!made) return;
    try {
      const file = await handle.createWritable();
      await made.one.file.stream().pipeTo(file);
      this.#finish(made.result);
    } catch {
      this.#trouble = 'It could not be written there. Choose another place, or download it instead.';
    }
  }

  /** Makes the files and hands them to another app. */
  async share(): Promise<void> {
    const ready = this.#ready ?? (await this.#make(false))?.result.files;
    if (!ready) return;
    const files = ready
      .map(({ name, file }) => new File([file], name, { type: file.type }))
      .filter(({ type }) => type !== 'application/json');
    try {
      await navigator.share({ files });
      this.#open = false;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'NotAllowedError' && !this.#ready) this.#ready = ready;
      else if (name !== 'AbortError') this.#trouble = 'This device would not share these files. Download them instead.';
    }
  }

  async #make(asOne: boolean): Promise<{ result: ExportResult; one: ExportedFile } | undefined> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#running = true;
    this.#trouble = undefined;
    this.#done = 0;
    try {
      const bytes = this.#assets.reduce((sum, { record }) => sum + record.bytes, 0);
      if (bytes > MOST_BYTES) {
        this.#trouble = 'Together these are more than a zip can hold (4 GB). Select fewer and export them in turns.';
        return undefined;
      }
      const result = await exportFiles(this.#assets, this.#options, { signal, done: (count) => (this.#done = count) });
      if (signal.aborted) return undefined;
      if (result.files.length === 0) {
        this.#trouble = reasonOf(result);
        return undefined;
      }
      const [only] = result.files;
      return { result, one: asOne || !only ? await together(result.files, this.#assets.length) : only };
    } catch {
      this.#trouble = 'The file could not be made: this device may be out of memory. Select fewer and try again. Nothing was changed.';
      return undefined;
    } finally {
      this.#running = false;
    }
  }

  #finish(result: ExportResult): void {
    this.#open = false;
    const left = result.missing.length + result.failed.length;
    const count = this.#assets.length - left;
    if (left > 0) toaster.error(`Exported ${several(count)}. ${reasonOf(result)}`);
    else toaster.show({ message: `Exported ${several(count)}.` });
  }
}

function reasonOf({ missing, failed }: ExportResult): string {
  const names = (some: readonly AssetEntry[]) =>
    some
      .slice(0, 3)
      .map((entry) => `“${titleOf(entry)}”`)
      .join(', ') + (some.length > 3 ? ` and ${some.length - 3} more` : '');
  const parts = [
    missing.length > 0 ? `Only on the server, which cannot be reached: ${names(missing)}. Try again when you are online.` : '',
    failed.length > 0 ? `Could not be converted: ${names(failed)}. Export the originals instead.` : ''
  ];
  return parts.filter(Boolean).join(' ');
}

export const exporting = new Exporting();
