// The boards that one can begin from without having made any: frames with their questions, to be filled with pictures.
import { randomHex } from 'shared/kernel';
import { addItems, keysBetween, noteText, type BoardItem, type BoardRecord } from 'shared/moodboards';
import type * as Y from 'yjs';
import type { Rect } from './camera.ts';

type Box = readonly [x: number, y: number, width: number, height: number];

type Piece =
  | { readonly kind: 'frame'; readonly at: Box; readonly title: string }
  | { readonly kind: 'note'; readonly at: Box; readonly words: string; readonly colour?: string }
  | { readonly kind: 'palette'; readonly at: Box; readonly title: string; readonly colours: readonly string[] }
  /** Between pieces, by their place in the list. */
  | { readonly kind: 'connector'; readonly from: number; readonly to: number };

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly pieces: readonly Piece[];
}

const PLAIN = '#ffffff';
const BLUE = '#d3e3f1';
const GREEN = '#dce8d2';
const CLAY = '#f6d5c8';

const frame = (title: string, ...at: Box): Piece => ({ kind: 'frame', at, title });
const note = (words: string, at: Box, colour?: string): Piece => ({ kind: 'note', at, words, ...(colour ? { colour } : {}) });
const palette = (title: string, at: Box, ...colours: string[]): Piece => ({ kind: 'palette', at, title, colours });

/** Shots of 16:9 with room for words below, three a row. */
const shots = Array.from({ length: 6 }, (_, index): Piece[] => {
  const [x, y] = [(index % 3) * 704, Math.floor(index / 3) * 608];
  return [
    frame(`${index + 1} Shot`, x, y, 640, 360),
    note('What happens, from where it is seen, how long it lasts.', [x, y + 376, 640, 96], PLAIN)
  ];
}).flat();

export const templates: readonly Template[] = [
  {
    id: 'shoot-plan',
    name: 'Shoot plan',
    purpose: 'Light, people, things and shots of one day',
    pieces: [
      frame('1 Mood', 0, 0, 800, 560),
      note('How should it feel? Three words.', [32, 32, 220, 88]),
      palette('Colours of the day', [32, 472, 320, 56], '#e9e2d3', '#c9b79c', '#b4653a', '#7e8a6a', '#33453f'),
      frame('2 Light and place', 864, 0, 800, 560),
      note('Where does the light come from, and when?', [896, 32, 220, 88]),
      frame('4 People and clothes', 0, 656, 800, 560),
      note('Who is in it, and what do they wear?', [32, 688, 220, 88]),
      frame('5 Things', 864, 656, 800, 560),
      note('What has to be there on the day?', [896, 688, 220, 88]),
      frame('3 Shots', 1728, 0, 480, 1216),
      note('1. Wide: the whole room', [1760, 32, 416, 72], PLAIN),
      note('2. Middle: hands and table', [1760, 120, 416, 72], PLAIN),
      note('3. Close: one thing alone', [1760, 208, 416, 72], PLAIN),
      note('Must have', [1760, 1112, 200, 72], CLAY),
      note('If there is time', [1976, 1112, 200, 72], GREEN)
    ]
  },
  { id: 'storyboard', name: 'Storyboard', purpose: 'Six shots in order, each with its words', pieces: shots },
  {
    id: 'colour-and-material',
    name: 'Colour and material',
    purpose: 'One palette with what it is made of',
    pieces: [
      frame('1 Colour', 0, 0, 960, 480),
      palette('Ground', [32, 32, 424, 96], '#f4f1ea', '#e4dccd', '#cbbda6', '#a8977d'),
      palette('Accent', [504, 32, 424, 96], '#b4653a', '#7e8a6a', '#2f4b5c', '#22262b'),
      note('Where does each colour come from? Lay its picture below.', [32, 160, 424, 72], PLAIN),
      frame('2 Material', 0, 576, 448, 480),
      note('What would the hand feel?', [32, 608, 220, 72]),
      frame('3 Light', 512, 576, 448, 480),
      note('Soft or hard, warm or cool?', [544, 608, 220, 72])
    ]
  },
  {
    id: 'character-sheet',
    name: 'Character sheet',
    purpose: 'One figure from all sides',
    pieces: [
      frame('1 Front', 0, 0, 400, 640),
      frame('2 Side', 448, 0, 400, 640),
      frame('3 Back', 896, 0, 400, 640),
      frame('4 Faces', 0, 736, 848, 400),
      frame('5 Clothes and things', 896, 736, 848, 400),
      note('Name, age, what they want.', [1344, 0, 400, 120]),
      note('Never: ', [1344, 136, 400, 96], CLAY),
      palette('Skin, hair, cloth', [1344, 264, 400, 72], '#e3b899', '#8b5a3c', '#3a2f2a', '#4f6d7a')
    ]
  },
  {
    id: 'directions',
    name: 'Three directions',
    purpose: 'Ways to go, side by side, to choose from',
    pieces: [0, 1, 2].flatMap((column): Piece[] => {
      const x = column * 704;
      const colours = [
        ['#f4f1ea', '#cbbda6', '#b4653a', '#33453f'],
        ['#f2f5f7', '#b9cbd6', '#2f6d8c', '#16232b'],
        ['#f7efe4', '#f0c9a0', '#cf5b45', '#3b2330']
      ][column] as string[];
      return [
        frame(`Direction ${'ABC'.charAt(column)}`, x, 0, 640, 960),
        note('In one sentence: ', [x + 32, 32, 576, 88]),
        palette('Colours', [x + 32, 152, 576, 64], ...colours),
        note('For it', [x + 32, 840, 280, 88], GREEN),
        note('Against it', [x + 328, 840, 280, 88], CLAY)
      ];
    })
  },
  {
    id: 'before-and-after',
    name: 'Before and after',
    purpose: 'What is to change in a picture, and what must not',
    pieces: [
      frame('Before', 0, 0, 560, 560),
      frame('After', 816, 0, 560, 560),
      { kind: 'connector', from: 0, to: 1 },
      note('Change: ', [0, 592, 560, 96], BLUE),
      note('Keep: ', [816, 592, 560, 96], GREEN)
    ]
  }
];

/** Lays a template out on an empty board. */
export function fillBoard(doc: Y.Doc, { pieces }: Template, by?: string): void {
  const ids = pieces.map(() => randomHex(8));
  const orders = keysBetween(null, null, pieces.length);
  const common = { v: 1, createdAt: Date.now(), ...(by === undefined ? {} : { by }) } as const;
  const items = pieces.map((piece, index): BoardItem => {
    const id = ids[index] as string;
    const o = orders[index] as string;
    if (piece.kind === 'connector') {
      const [from, to] = [piece.from, piece.to].map((at) => ({ item: ids[at] as string }));
      return { id, record: { ...common, kind: 'connector' }, fields: { o, g: [0, 0, 1, 1, 0], ...(from && to ? { from, to } : {}) } };
    }
    const frameAt = piece.kind === 'frame' ? -1 : pieces.findIndex((other) => other.kind === 'frame' && isIn(other.at, piece.at));
    const record: BoardRecord =
      piece.kind === 'palette' ? { ...common, kind: 'palette', colours: [...piece.colours] } : { ...common, kind: piece.kind };
    return {
      id,
      record,
      fields: {
        o,
        g: [...piece.at, 0],
        ...(frameAt < 0 ? {} : { frame: ids[frameAt] }),
        ...('title' in piece ? { title: piece.title } : {}),
        ...(piece.kind === 'note' && piece.colour ? { colour: piece.colour } : {})
      }
    };
  });
  addItems(doc, items);
  doc.transact(() => {
    for (const [index, piece] of pieces.entries()) if (piece.kind === 'note') noteText(doc, ids[index] as string).insert(0, piece.words);
  });
}

/** One rectangle of a small picture of a board. */
export interface Shape extends Rect {
  readonly kind: 'frame' | 'note' | 'colour' | 'picture';
  readonly colour?: string;
}

/** What a template looks like from afar. */
export function shapesOf({ pieces }: Template): Shape[] {
  return pieces.flatMap((piece): Shape[] => {
    if (piece.kind === 'connector') return [];
    const [x, y, width, height] = piece.at;
    if (piece.kind !== 'palette')
      return [{ kind: piece.kind, x, y, width, height, ...('colour' in piece && piece.colour ? { colour: piece.colour } : {}) }];
    return stripes(piece.colours, { x, y, width, height });
  });
}

/** The colours of a palette side by side. */
export function stripes(colours: readonly string[], { x, y, width, height }: Rect): Shape[] {
  const each = width / colours.length;
  return colours.map((colour, index) => ({ kind: 'colour', colour, x: x + index * each, y, width: each, height }));
}

const isIn = ([fx, fy, fw, fh]: Box, [x, y, width, height]: Box): boolean => {
  const [cx, cy] = [x + width / 2, y + height / 2];
  return cx > fx && cx < fx + fw && cy > fy && cy < fy + fh;
};
