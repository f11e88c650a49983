// What the search worker knows of a gallery, in columns, and how it answers: plain data without a browser, so that it can be tried anywhere.
import type { AssetFilter } from 'shared/gallery';
import { TextColumn } from './text-column.ts';

/** Bits of a row's flags; the stars stand above them. */
export const FLAGS = { video: 1, favourite: 2, trashed: 4, present: 8 } as const;
export const RATING_SHIFT = 4;

/** Assets as the page hands them over, column by column; each has a slot that is its own for as long as the page lives. */
export interface IndexRows {
  readonly slots: Uint32Array;
  /** Epoch milliseconds. */
  readonly createdAt: Float64Array;
  readonly flags: Uint8Array;
  readonly ids: readonly string[];
  /** What words are looked for in, as it was written. */
  readonly texts: readonly string[];
  /** Empty for none. */
  readonly models: readonly string[];
  /** Styles and presets of the recipe. */
  readonly presets: readonly (readonly string[])[];
  readonly tags: readonly (readonly string[])[];
  readonly collections: readonly (readonly string[])[];
}

/** What is looked for, and whether in the trash or outside of it. */
export interface Wanted {
  readonly filter: AssetFilter;
  readonly trashed: boolean;
}

/** Values that occur outside of the trash, each with how often, the commonest first. */
export interface Facets {
  readonly models: readonly (readonly [string, number])[];
  readonly presets: readonly (readonly [string, number])[];
  readonly tags: readonly (readonly [string, number])[];
}

const NONE: readonly string[] = Object.freeze([]);

export class AssetIndex {
  #createdAt = new Float64Array(1_024);
  #flags = new Uint8Array(1_024);
  readonly #ids: string[] = [];
  readonly #texts = new TextColumn();
  readonly #models: string[] = [];
  readonly #presets: (readonly string[])[] = [];
  readonly #tags: (readonly string[])[] = [];
  readonly #collections: (readonly string[])[] = [];
  /** Slots from the newest to the oldest, those that changed since not yet at their place. */
  #order: Uint32Array<ArrayBuffer> = new Uint32Array(0);
  #moved = new Set<number>();
  #revision = 0;
  #last: { key: string; words: readonly string[]; revision: number; found: Uint32Array<ArrayBuffer> } | undefined;

  put(rows: IndexRows): void {
    const most = rows.slots.reduce((high, slot) => Math.max(high, slot), 0);
    this.#grow(most + 1);
    rows.slots.forEach((slot, row) => {
      const before = this.#flags[slot] ?? 0;
      const at = rows.createdAt[row] ?? 0;
      if (!(before & FLAGS.present) || this.#createdAt[slot] !== at) this.#moved.add(slot);
      this.#createdAt[slot] = at;
      this.#flags[slot] = (rows.flags[row] ?? 0) | FLAGS.present;
      this.#ids[slot] = rows.ids[row] ?? '';
      this.#texts.set(slot, rows.texts[row] ?? '');
      this.#models[slot] = rows.models[row] ?? '';
      this.#presets[slot] = rows.presets[row] ?? NONE;
      this.#tags[slot] = rows.tags[row] ?? NONE;
      this.#collections[slot] = rows.collections[row] ?? NONE;
    });
    this.#revision += 1;
  }

  remove(slots: Iterable<number>): void {
    for (const slot of slots) {
      this.#flags[slot] = 0;
      this.#texts.set(slot, '');
      this.#moved.add(slot);
    }
    this.#revision += 1;
  }

  /** Slots that fit, the newest first. */
  find(wanted: Wanted): Uint32Array<ArrayBuffer> {
    const order = this.#settled();
    const { words: text = '', ...rest } = wanted.filter;
    const words = wordsOf(text);
    const key = JSON.stringify([wanted.trashed, rest]);
    // Whoever types on narrows what was found before.
    const last = this.#last;
    const narrows =
      last?.key === key && last.revision === this.#revision && last.words.every((word) => words.some((now) => now.includes(word)));
    const answer = narrows
      ? this.#withWords(
          last.found,
          words.filter((word) => !last.words.includes(word))
        )
      : this.#withWords(order.filter(this.#test(wanted)), words);
    this.#last = { key, words, revision: this.#revision, found: answer };
    return answer.slice();
  }

  /** How many assets fit each. */
  count(wanted: readonly Wanted[]): number[] {
    const order = this.#settled();
    return wanted.map((one) => this.#withWords(order.filter(this.#test(one)), wordsOf(one.filter.words ?? '')).length);
  }

  /** Those whose text has all words, in the same order. */
  #withWords(slots: Uint32Array<ArrayBuffer>, words: readonly string[]): Uint32Array<ArrayBuffer> {
    return words.reduce((left, word) => {
      // One look through everything costs as much as looking at every tenth by itself.
      if (left.length < this.#order.length / 10) return left.filter((slot) => this.#texts.has(slot, word));
      const hits = this.#texts.having(word);
      return left.filter((slot) => hits[slot] === 1);
    }, slots);
  }

  facets(): Facets {
    const [models, presets, tags] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
    for (const slot of this.#settled()) {
      if ((this.#flags[slot] ?? 0) & FLAGS.trashed) continue;
      const model = this.#models[slot];
      if (model) add(models, model);
      for (const preset of this.#presets[slot] ?? NONE) add(presets, preset);
      for (const tag of this.#tags[slot] ?? NONE) add(tags, tag);
    }
    return { models: ranked(models), presets: ranked(presets), tags: ranked(tags) };
  }

  /** Everything but the words, as a test of one slot. */
  #test({ filter, trashed }: Wanted): (slot: number) => boolean {
    const { kind, models, presets, collection, rating = 0, from, to, tags, favourite } = filter;
    const mask = FLAGS.trashed | (kind ? FLAGS.video : 0) | (favourite ? FLAGS.favourite : 0);
    const bits = (trashed ? FLAGS.trashed : 0) | (kind === 'video' ? FLAGS.video : 0) | (favourite ? FLAGS.favourite : 0);
    const [earliest, latest] = [from ? startOf(from) : -Infinity, to ? startOf(to, 1) : Infinity];
    const anyModel = models && models.length > 0 ? new Set(models) : undefined;
    const anyPreset = presets && presets.length > 0 ? new Set(presets) : undefined;
    return (slot) => {
      const flags = this.#flags[slot] ?? 0;
      if ((flags & mask) !== bits || flags >> RATING_SHIFT < rating) return false;
      const at = this.#createdAt[slot] ?? 0;
      if (at < earliest || at >= latest) return false;
      if (anyModel && !anyModel.has(this.#models[slot] ?? '')) return false;
      if (anyPreset && !(this.#presets[slot] ?? NONE).some((one) => anyPreset.has(one))) return false;
      if (collection !== undefined && !(this.#collections[slot] ?? NONE).includes(collection)) return false;
      return tags === undefined || tags.every((tag) => (this.#tags[slot] ?? NONE).includes(tag));
    };
  }

  /** The order with everything at its place: what changed is sorted among itself and merged into the rest. */
  #settled(): Uint32Array<ArrayBuffer> {
    if (this.#moved.size === 0) return this.#order;
    const moved = this.#moved;
    const isPresent = (slot: number) => ((this.#flags[slot] ?? 0) & FLAGS.present) !== 0;
    const fresh = Uint32Array.from([...moved].filter(isPresent)).sort((a, b) => this.#compare(a, b));
    const rest = this.#order.filter((slot) => !moved.has(slot));
    const merged = new Uint32Array(rest.length + fresh.length);
    let [next, at] = [0, 0];
    for (const slot of rest) {
      while (next < fresh.length && this.#compare(fresh[next] ?? 0, slot) < 0) merged[at++] = fresh[next++] ?? 0;
      merged[at++] = slot;
    }
    merged.set(fresh.subarray(next), at);
    this.#order = merged;
    this.#moved = new Set();
    return merged;
  }

  /** As the gallery itself stands: newest first, ids between assets of one millisecond. */
  #compare(a: number, b: number): number {
    const [first, second] = [this.#ids[a] ?? '', this.#ids[b] ?? ''];
    return (this.#createdAt[b] ?? 0) - (this.#createdAt[a] ?? 0) || (first < second ? -1 : first > second ? 1 : 0);
  }

  #grow(size: number): void {
    if (size <= this.#flags.length) return;
    const room = Math.max(size, this.#flags.length * 2);
    const [createdAt, flags] = [new Float64Array(room), new Uint8Array(room)];
    createdAt.set(this.#createdAt);
    flags.set(this.#flags);
    [this.#createdAt, this.#flags] = [createdAt, flags];
  }
}

/** The longest first: it leaves the least to look through. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
}

/** Epoch milliseconds at which a local day begins, or one some days later. */
function startOf(day: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

const add = (counts: Map<string, number>, value: string) => counts.set(value, (counts.get(value) ?? 0) + 1);
const ranked = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
