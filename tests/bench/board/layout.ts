// The board that every program shows: pictures and a fifth of notes in rows, two hundred of them apart so that they can be dragged together.

export interface Item {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Which of the pictures it is; a note has words instead. */
  readonly picture?: number;
  readonly words?: string;
}

export interface Layout {
  readonly items: readonly Item[];
  /** Data addresses of small WebP pictures. */
  readonly pictures: readonly string[];
}

/** How the bench holds another program's board, in its page. */
export interface Opponent {
  /** Shows the board; milliseconds from the loaded board until it is painted. */
  open(layout: Layout): Promise<number>;
  /** Puts a place of the board into the screen's top left corner. */
  look(x: number, y: number, zoom: number): void;
  /** Selects the first items. */
  select(count: number): void;
}

export const DRAGGED = 200;
export const PICTURES = 40;
const STEP = 240;
const COLUMNS = { apart: 20, rest: 80 };
/** Where the rows begin that are not dragged. */
const REST = 14 * STEP;

export function layout(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => {
    const isApart = index < DRAGGED;
    const at = isApart ? index : index - DRAGGED;
    const columns = isApart ? COLUMNS.apart : COLUMNS.rest;
    const place = {
      id: `item${index.toString(36).padStart(8, '0')}`,
      x: (at % columns) * STEP,
      y: Math.floor(at / columns) * STEP + (isApart ? 0 : REST),
      width: 200,
      height: 200
    };
    return index % 5 === 4
      ? { ...place, words: `Note ${index}: light from the left, keep the floor bare.` }
      : { ...place, picture: index % PICTURES };
  });
}

/** What all of the items take up. */
export function extent(items: readonly Item[]): { width: number; height: number } {
  return {
    width: Math.max(...items.map(({ x, width }) => x + width)),
    height: Math.max(...items.map(({ y, height }) => y + height))
  };
}
