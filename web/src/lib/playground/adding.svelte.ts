// Adding pictures to the composer, wherever they come from: dropped, pasted, chosen as files or from the gallery.
import { Problem } from 'shared/kernel';
import type { AssetEntry } from '#lib/gallery';
import { limitsOf, withReferences, type DraftReference } from './draft.ts';
import { referencesFrom, referenceTo } from './pictures.svelte.ts';
import { playground } from './playground.svelte.ts';

class Adding {
  #over = $state(false);
  #problem = $state.raw<string | undefined>();
  /** Whether the gallery's picker is open. */
  picking = $state(false);
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

  /** How many more the draft takes; a mode without references hands on to Edit, which takes them. */
  get room(): number {
    const { max } = limitsOf(playground.draft);
    return max === 0 ? 1 : max - playground.draft.references.length;
  }

  /** Opens the gallery's picker. */
  fromGallery(): void {
    this.#problem = undefined;
    this.picking = true;
  }

  /** Opens the browser's file picker. */
  fromFiles(): void {
    this.#field ??= Object.assign(document.createElement('input'), {
      type: 'file',
      multiple: true,
      accept: 'image/png,image/jpeg,image/webp,image/avif,image/gif'
    });
    const field = this.#field;
    field.onchange = () => {
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
    try {
      this.#put(await referencesFrom(images));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#problem = `${error.message} ${error.document.remedy}`;
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
    if (!first) return;
    if (limitsOf(playground.draft).max === 0) {
      playground.startFrom(first);
      playground.change((draft) => withReferences(draft, references.slice(1)));
      return;
    }
    const left = references.length - this.room;
    playground.change((draft) => withReferences(draft, references));
    if (left > 0) this.#problem = `This model takes at most ${limitsOf(playground.draft).max} references; ${left} were left out.`;
  }
}

export const adding = new Adding();
