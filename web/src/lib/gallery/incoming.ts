// Files from wherever they come: a drop with folders, the clipboard, another app's share, the system's file manager.
import { SHARED_CACHE } from '#lib/platform';
import { toaster } from '#lib/ui';
import { importing } from './importing.svelte.ts';

/** The files of a paste. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/** Most files of one drop: a home folder dropped by mistake ends here. */
const MOST = 20_000;
/** What systems leave in folders and nobody means to import. */
const LITTER = /^(\.|Thumbs\.db$|desktop\.ini$|__MACOSX$)/i;

/** The files of a drop, those inside folders too, in the order of their paths. Call it before anything is awaited: the drop is gone then. */
export function droppedFiles(data: DataTransfer | null): Promise<File[]> {
  const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve(filesOf(data));
  return inside(entries);
}

async function inside(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && files.length < MOST; entry = waiting.shift()) {
    if (LITTER.test(entry.name)) continue;
    if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file) files.push(file);
    } else if (entry.isDirectory) {
      const children = await childrenOf(entry as FileSystemDirectoryEntry);
      waiting.unshift(...children.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })));
    }
  }
  return files;
}

function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(undefined)));
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives a hundred at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0 || all.length > MOST) return all;
    all.push(...some);
  }
}

/** A folder chosen in a picker, without what systems leave in it. */
export function chosenFolder(files: FileList | null): File[] {
  return [...(files ?? [])].filter(
    ({ webkitRelativePath, name }) => ![...webkitRelativePath.split('/'), name].some((part) => LITTER.test(part))
  );
}

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Hears of files that the system's file manager opens with Preset, those included that were opened to start it. */
export function onOpenedFiles(take: (files: File[]) => void): void {
  const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void Promise.all(files.map((handle) => handle.getFile())).then(take);
  });
}

/** What other apps shared since the last look, taken away so that nothing comes twice. */
async function sharedFiles(): Promise<File[]> {
  if (!('caches' in globalThis)) return [];
  const cache = await caches.open(SHARED_CACHE);
  const files: File[] = [];
  for (const key of await cache.keys()) {
    const response = await cache.match(key);
    if (response) {
      const blob = await response.blob();
      files.push(new File([blob], decodeURIComponent(response.headers.get('x-file-name') ?? 'shared'), { type: blob.type }));
    }
  }
  // Only after everything was read: what fails half-way is there for the next look.
  await caches.delete(SHARED_CACHE);
  return files;
}

/** Imports what another app shared; `state` is how the worker says that it went: `files`, `none`, `failed`, or null where nothing was. */
export async function takeShared(state: string | null): Promise<void> {
  if (state === 'failed')
    return toaster.error(
      'What was shared could not be kept: this device may be full. Free some space and share it again. Nothing was changed.'
    );
  if (state === 'none') return toaster.error('There was no picture or video in what was shared. Share the file itself, not a link to it.');
  const files = await sharedFiles().catch(() => []);
  await importing.take(files);
}
