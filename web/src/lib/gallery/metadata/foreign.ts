// What another program wrote about how it made a picture, in one shape whatever the program; each program's reader fills it.

/** The words and numbers that have a counterpart in a recipe of ours. */
export interface ForeignRecipe {
  /** The program's name, as people know it. */
  readonly tool: string;
  readonly prompt?: string | undefined;
  readonly negative?: string | undefined;
  readonly seed?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly model?: string | undefined;
  /** Everything as the program wrote it, for people to read. */
  readonly settings?: string | undefined;
}

export type Texts = ReadonlyMap<string, string>;

/** A JSON object, undefined for anything else. Python writes numbers that JSON does not have. */
export function objectOf(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined || !text.trimStart().startsWith('{')) return undefined;
  for (const one of [text, text.replace(/\b(NaN|-?Infinity)\b/g, 'null')]) {
    try {
      const value: unknown = JSON.parse(one);
      return isObject(value) ? value : undefined;
    } catch {
      // Tried once more without what Python adds; then it is no JSON.
    }
  }
  return undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that says something. */
export function words(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A whole number that JavaScript holds exactly, also from digits in a text. */
export function whole(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d{1,20}\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** The name of a model's file without folders and ending. */
export function modelName(value: unknown): string | undefined {
  return words(value)
    ?.split(/[\\/]/)
    .at(-1)
    ?.replace(/\.(safetensors|ckpt|pt|gguf|bin)$/i, '');
}

/** At most so many UTF-16 units, with a mark where something is missing, and only characters that every store holds. */
export function cut(text: string, most: number): string {
  const clean = text.replaceAll('\0', '').toWellFormed();
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
