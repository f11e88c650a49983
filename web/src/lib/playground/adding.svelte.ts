// Adding pictures to the composer, wherever they come from: dropped, pasted, chosen as files or from the gallery.
import { modelOf } from 'shared/engine';
import { Problem } from 'shared/kernel';
import type { AssetEntry } from '#lib/gallery';
import { MAX_ITEMS } from 'shared/runs';
import { lastFrameOf, limitsOf, sourceOf, withLastFrame, withReferences, withSource, withSources, type DraftReference } from './draft.ts';
import { rulesOf, takesLastFrame } from './mode-rules.ts';
import { referencesFrom, referenceTo } from './pictures.svelte.ts';
import { playground } from './playground.svelte.ts';

/** The place that pictures are chosen for, where a mode has several; absent where they go wherever there is room. */
export type Place = 'source' | 'last-frame';

class Adding {
  #over = $state(false);
  #problem = $state.raw<string | undefined>();
  /** Whether the gallery's picker is open. */
  picking = $state(false);
  #place = $state.raw<Place | undefined>();
  #reading = $state(false);
  #field: HTMLInputElement | undefined;
  #depth = 0;

  /** Whether files are held over the composer. */
  get over(): boolean {
    return this.#over;
  }

  /** Why the last files were not added. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Whether files are being read and kept on this device. */
  get reading(): boolean {
    return this.#reading;
  }

  /** How many more the draft takes; a mode without references hands on to Edit, which takes them. */
  get room(): number {
    const { draft } = playground;
    if (rulesOf(draft.mode).manySources) return MAX_ITEMS - draft.sources.length;
    const { max } = limitsOf(draft);
    return this.#place || max === 0 || draft.mode === 'style-variations' ? 1 : max - draft.references.length;
  }

  /** Opens the gallery's picker, for one place or for wherever there is room. */
  fromGallery(place?: Place): void {
    this.#problem = undefined;
    this.#place = place;
    this.picking = true;
  }

  /** Opens the browser's file picker. */
  fromFiles(place?: Place): void {
    this.#field ??= Object.assign(document.createElement('input'), {
      type: 'file',
      accept: 'image/png,image/jpeg,image/webp,image/avif,image/gif'
    });
    const field = this.#field;
    field.multiple = place === undefined;
    field.onchange = () => {
      this.#place = place;
      void this.add([...(field.files ?? [])]);
      field.value = '';
    };
    field.click();
  }

  /** Takes assets that were picked. */
  take(assets: readonly AssetEntry[]): void {
    this.#put(assets.map(referenceTo));
  }

  /** Keeps files on this device and adds them; says what could not be read. */
  async add(files: readonly File[]): Promise<void> {
    this.#problem = undefined;
    const images = files.filter(({ type }) => type.startsWith('image/'));
    if (images.length === 0) {
      if (files.length > 0) this.#problem = 'Only pictures can be references: PNG, JPEG, WebP, AVIF or GIF.';
      return;
    }
    this.#reading = true;
    try {
      this.#put(await referencesFrom(images));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#problem = `${error.message} ${error.document.remedy}`;
    } finally {
      this.#reading = false;
    }
  }

  /** For `ondragenter`, `ondragover`, `ondragleave` and `ondrop` of the composer. */
  dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'dragenter') this.#depth += 1;
    if (event.type === 'dragleave') this.#depth -= 1;
    if (event.type === 'drop') {
      this.#depth = 0;
      void this.add([...event.dataTransfer.files]);
    }
    this.#over = this.#depth > 0;
  }

  /** Takes pictures from the clipboard; text is left to the field that has the focus. */
  pasted(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    void this.add(files);
  }

  #put(references: readonly DraftReference[]): void {
    const [first] = references;
    const place = this.#place;
    this.#place = undefined;
    if (!first) return;
    const { draft } = playground;
    const { max } = limitsOf(draft);
    if (place === 'last-frame') playground.change((before) => withLastFrame(before, first));
    else if (place === 'source') playground.change((before) => withSource(before, first));
    else if (rulesOf(draft.mode).manySources) {
      playground.change((before) => withSources(before, references));
      const left = draft.sources.length + references.length - MAX_ITEMS;
      if (left > 0) this.#problem = `A run takes at most ${MAX_ITEMS.toLocaleString('en-GB')} pictures; ${left} were left out.`;
    } else if (draft.mode === 'video') this.#putFrames(references);
    else if (draft.mode === 'style-variations') playground.change((before) => withSource(before, first));
    else if (max === 0) {
      playground.startFrom(first);
      playground.change((before) => withReferences(before, references.slice(1)));
    } else {
      const left = references.length - (max - draft.references.length);
      playground.change((before) => withReferences(before, references));
      if (left > 0) this.#problem = `At most ${max} references fit here; ${left} were left out.`;
    }
  }

  /** The first free of both frames; what is full already gets another first frame. */
  #putFrames([first, second]: readonly DraftReference[]): void {
    const { draft } = playground;
    const last = takesLastFrame(modelOf(draft.model)) && !lastFrameOf(draft);
    if (first && sourceOf(draft) && last) return playground.change((before) => withLastFrame(before, first));
    if (first) playground.change((before) => withSource(before, first));
    if (second && last) playground.change((before) => withLastFrame(before, second));
  }
}

export const adding = new Adding();
