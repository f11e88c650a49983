// One item of an open board as the screen sees it: an instance that stays, with fields that are replaced, so that a change touches one element.
import { untrack } from 'svelte';
import type { BoardFields, BoardPicture, BoardRecord, Geometry } from 'shared/moodboards';
import { NO_COLOUR, NOTE_COLOUR } from './item-colours.ts';

const NOWHERE: Geometry = [0, 0, 200, 200, 0];

export class BoardNode {
  readonly id: string;
  readonly record: BoardRecord;
  selected = $state.raw(false);
  #geometry: Geometry;
  #extent: number;
  #fields: BoardFields;
  #order: string;
  #rank = 0;
  #element: HTMLElement | undefined;

  constructor(id: string, record: BoardRecord, fields: BoardFields) {
    this.id = id;
    this.record = record;
    const geometry = fields.g ?? NOWHERE;
    this.#geometry = $state.raw(geometry);
    this.#extent = $state.raw(extentOf(geometry));
    this.#fields = $state.raw(fields);
    this.#order = orderOf(fields);
  }

  /** Where it lies now; during one's own drag ahead of the document. */
  get geometry(): Geometry {
    return this.#geometry;
  }
  set geometry(geometry: Geometry) {
    this.#geometry = geometry;
    this.#extent = extentOf(geometry);
    if (this.#element) position(this.#element, geometry);
  }

  /** Its longer side; follows it alone, where a move is of no interest. */
  get extent(): number {
    return this.#extent;
  }

  /** What people have set of it; its place is `geometry`. */
  get fields(): BoardFields {
    return this.#fields;
  }
  set fields(fields: BoardFields) {
    this.#fields = fields;
    this.#order = orderOf(fields);
  }

  get order(): string {
    return this.#order;
  }

  /** Place in the stack, from 0 at the bottom. */
  get rank(): number {
    return this.#rank;
  }
  set rank(rank: number) {
    this.#rank = rank;
    if (this.#element) this.#element.style.zIndex = `${rank}`;
  }

  /**
   * Keeps an element where the item lies, until the answer is called. Written here and not by an effect for each item: hundreds are
   * dragged in one frame.
   */
  show(element: HTMLElement): () => void {
    this.#element = element;
    // An attachment would be made anew for everything that it reads.
    untrack(() => position(element, this.#geometry));
    element.style.zIndex = `${this.#rank}`;
    return () => {
      if (this.#element === element) this.#element = undefined;
    };
  }

  /** The picture it shows: its own, or what it was made into. */
  get picture(): BoardPicture | undefined {
    if (this.record.kind === 'image' || this.record.kind === 'video') return this.record.picture;
    return this.record.kind === 'generation' ? this.fields.result : undefined;
  }

  /** Whether its sides keep their ratio when it is resized. */
  get keepsRatio(): boolean {
    return this.picture !== undefined || this.record.kind === 'generation';
  }

  /** What paints it when it is too small to be told apart. */
  get colour(): string {
    const { record } = this;
    const own = record.kind === 'palette' ? record.colours[0] : record.kind === 'note' ? NOTE_COLOUR : undefined;
    return this.picture?.colour ?? this.fields.colour ?? own ?? NO_COLOUR;
  }
}

const extentOf = ([, , width, height]: Geometry) => Math.max(width, height);
const orderOf = ({ o = 'a0' }: BoardFields) => o;

function position({ style }: HTMLElement, [x, y, width, height, rotation]: Geometry): void {
  style.transform = rotation === 0 ? `translate(${x}px,${y}px)` : `translate(${x}px,${y}px) rotate(${rotation}deg)`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}
