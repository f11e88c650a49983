// Boards of other programs, read into one plain form before anything is written: JSON Canvas 1.0 and Excalidraw.
import type { Geometry } from 'shared/moodboards';
import type { Point } from './camera.ts';

/** One thing of a foreign board; `key` is its id there. */
export type ForeignItem =
  | { readonly key: string; readonly kind: 'note'; readonly g: Geometry; readonly words: string; readonly colour?: string }
  | { readonly key: string; readonly kind: 'frame'; readonly g: Geometry; readonly title: string }
  /** `file` is a path beside the board's file, or a data URL. */
  | { readonly key: string; readonly kind: 'picture'; readonly g: Geometry; readonly file: string }
  | {
      readonly key: string;
      readonly kind: 'connector';
      readonly from: string | Point;
      readonly to: string | Point;
      readonly title: string;
    };

export interface ForeignBoard {
  readonly items: readonly ForeignItem[];
  /** How many things have no counterpart here. */
  readonly left: number;
}

/** Most things taken from one file. */
const MOST = 5_000;
const MAX_WORDS = 5_000;

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord).slice(0, MOST) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : '');
const number = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.max(-900_000, Math.min(900_000, value)) : otherwise;
const geometry = ({ x, y, width, height }: Json, rotation = 0): Geometry => [
  number(x),
  number(y),
  Math.max(1, Math.abs(number(width, 200))),
  Math.max(1, Math.abs(number(height, 100))),
  rotation
];

/** Reads what a file holds, by its content rather than its name. Throws a SyntaxError for what is neither of the two. */
export function readForeign(source: string): ForeignBoard {
  const json: unknown = JSON.parse(source);
  if (isRecord(json) && json.type === 'excalidraw') return readExcalidraw(json);
  if (isRecord(json) && (Array.isArray(json.nodes) || Array.isArray(json.edges))) return readJsonCanvas(json);
  throw new SyntaxError('Neither JSON Canvas nor Excalidraw.');
}

/** The colours that JSON Canvas numbers, as notes here show them. */
const presets: Readonly<Record<string, string>> = {
  '1': '#f6d5c8',
  '2': '#fbe0bf',
  '3': '#fbeecb',
  '4': '#dce8d2',
  '5': '#d3e3f1',
  '6': '#e6ddf2'
};

function colourOf(value: unknown): string | undefined {
  const said = text(value).toLowerCase();
  return presets[said] ?? (/^#[0-9a-f]{6}$/.test(said) ? said : undefined);
}

function readJsonCanvas({ nodes, edges }: Json): ForeignBoard {
  const items: ForeignItem[] = [];
  let left = 0;
  for (const node of records(nodes)) {
    const key = text(node.id);
    const g = geometry(node);
    const colour = colourOf(node.color);
    const note = (words: string): ForeignItem => ({
      key,
      kind: 'note',
      g,
      words: words.slice(0, MAX_WORDS),
      ...(colour ? { colour } : {})
    });
    if (node.type === 'text') items.push(note(text(node.text)));
    else if (node.type === 'link') items.push(note(text(node.url)));
    else if (node.type === 'group') items.push({ key, kind: 'frame', g, title: text(node.label).slice(0, 200) });
    else if (node.type === 'file' && /\.(png|jpe?g|webp|avif|gif|mp4|webm)$/i.test(text(node.file)))
      items.push({ key, kind: 'picture', g, file: text(node.file) });
    else left++;
  }
  const known = new Set(items.map(({ key }) => key));
  for (const edge of records(edges)) {
    const [from, to] = [text(edge.fromNode), text(edge.toNode)];
    if (known.has(from) && known.has(to))
      items.push({ key: text(edge.id), kind: 'connector', from, to, title: text(edge.label).slice(0, 200) });
    else left++;
  }
  return { items, left };
}

function readExcalidraw({ elements, files }: Json): ForeignBoard {
  const all = records(elements).filter(({ isDeleted }) => isDeleted !== true);
  const byId = new Map(all.map((element) => [text(element.id), element]));
  const stored = isRecord(files) ? files : {};
  const items: ForeignItem[] = [];
  let left = 0;
  for (const element of all) {
    const key = text(element.id);
    const turn = (number(element.angle) * 180) / Math.PI;
    const g = geometry(element, ((((turn + 180) % 360) + 360) % 360) - 180);
    if (element.type === 'text') {
      // Words bound to a shape are that shape's.
      if (!byId.has(text(element.containerId))) items.push({ key, kind: 'note', g, words: wordsOf(element), colour: '#ffffff' });
    } else if (element.type === 'image') {
      const file = stored[text(element.fileId)];
      const url = isRecord(file) ? text(file.dataURL) : '';
      if (url.startsWith('data:image/')) items.push({ key, kind: 'picture', g, file: url });
      else left++;
    } else if (element.type === 'frame') items.push({ key, kind: 'frame', g, title: text(element.name).slice(0, 200) });
    else if (element.type === 'rectangle' || element.type === 'ellipse' || element.type === 'diamond') {
      const inside = records(element.boundElements).find(({ type }) => type === 'text');
      const words = inside ? wordsOf(byId.get(text(inside.id)) ?? {}) : '';
      const colour = colourOf(element.backgroundColor) ?? '#ffffff';
      items.push({ key, kind: 'note', g, words, colour });
    } else if (element.type === 'arrow' || element.type === 'line') {
      const ends = endsOf(element, byId);
      if (ends) items.push({ key, kind: 'connector', ...ends, title: '' });
      else left++;
    } else left++;
  }
  return { items, left };
}

const wordsOf = (element: Json): string => (text(element.originalText) || text(element.text)).slice(0, MAX_WORDS);

function endsOf(element: Json, byId: ReadonlyMap<string, Json>): { from: string | Point; to: string | Point } | undefined {
  const points = Array.isArray(element.points) ? element.points.filter((point): point is [unknown, unknown] => Array.isArray(point)) : [];
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return undefined;
  const end = (binding: unknown, [x, y]: [unknown, unknown]): string | Point => {
    const id = isRecord(binding) ? text(binding.elementId) : '';
    return byId.has(id) ? id : { x: number(element.x) + number(x), y: number(element.y) + number(y) };
  };
  return { from: end(element.startBinding, first), to: end(element.endBinding, last) };
}
