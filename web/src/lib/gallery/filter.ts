// A filter of the gallery as the page handles it: written into the address and read from it, changed part by part, told in words.
import { modelOf } from 'shared/engine';
import { assetFilterSchema, type AssetFilter } from 'shared/gallery';
import { presetName } from './preset-names.ts';

type Part = keyof AssetFilter;

/** Short names of the parts in an address. */
const KEYS = {
  words: 'q',
  kind: 'kind',
  models: 'model',
  presets: 'preset',
  collection: 'collection',
  rating: 'rating',
  from: 'from',
  to: 'to',
  tags: 'tag',
  favourite: 'favourite'
} as const satisfies Record<Part, string>;
const parts = Object.keys(KEYS) as Part[];

/** The filter without parts that leave nothing out, so that equal filters are written alike. */
export function tidy(filter: AssetFilter): AssetFilter {
  const { words, models, presets, tags, ...rest } = filter;
  const said = words?.trim().replace(/\s+/g, ' ').slice(0, 200);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(said ? { words: said } : {}),
    ...(models?.length ? { models: models.toSorted() } : {}),
    ...(presets?.length ? { presets: presets.toSorted() } : {}),
    ...(tags?.length ? { tags: tags.toSorted() } : {})
  };
}

/** Whether it leaves nothing out. */
export const isOpen = (filter: AssetFilter): boolean => Object.keys(tidy(filter)).length === 0;

export function isSame(one: AssetFilter, other: AssetFilter): boolean {
  return toQuery(one).toString() === toQuery(other).toString();
}

/** As the parameters of an address. */
export function toQuery(filter: AssetFilter): URLSearchParams {
  const query = new URLSearchParams();
  const plain = tidy(filter);
  for (const part of parts) for (const value of [plain[part] ?? []].flat()) query.append(KEYS[part], value === true ? '1' : String(value));
  return query;
}

/** From the parameters of an address; what is no filter there counts as not said. */
export function fromQuery(query: Pick<URLSearchParams, 'getAll'>): AssetFilter {
  const filter: Record<string, unknown> = {};
  for (const part of parts) {
    const said = query.getAll(KEYS[part]);
    const [first] = said;
    if (first === undefined) continue;
    const value =
      part === 'models' || part === 'presets' || part === 'tags'
        ? said
        : part === 'rating'
          ? Number(first)
          : part === 'favourite'
            ? true
            : first;
    const read = assetFilterSchema.shape[part].safeParse(value);
    if (read.success) filter[part] = read.data;
  }
  return tidy(filter);
}

/** One thing that a filter asks for, in words, and the filter without it. */
export interface Said {
  readonly part: string;
  readonly words: string;
  readonly without: AssetFilter;
}

/** Everything a filter asks for, each to be taken away by itself. `collectionName` names collections. */
export function saidOf(filter: AssetFilter, collectionName: (id: string) => string | undefined): Said[] {
  const said: Said[] = [];
  const without = (...gone: Part[]) => tidy(Object.fromEntries(Object.entries(filter).filter(([part]) => !gone.includes(part as Part))));
  const say = (part: Part, words: string) => said.push({ part, words, without: without(part) });
  if (filter.words?.trim()) say('words', `“${filter.words.trim()}”`);
  if (filter.collection) say('collection', collectionName(filter.collection) ?? 'A removed collection');
  if (filter.kind) say('kind', filter.kind === 'video' ? 'Videos' : 'Images');
  if (filter.models?.length) say('models', listed(filter.models.map(modelName)));
  if (filter.presets?.length) say('presets', listed(filter.presets.map(presetName)));
  if (filter.rating) say('rating', starsText(filter.rating));
  if (filter.from || filter.to) said.push({ part: 'date', words: datesText(filter), without: without('from', 'to') });
  for (const tag of filter.tags ?? [])
    said.push({ part: `tag ${tag}`, words: `#${tag}`, without: tidy({ ...filter, tags: filter.tags?.filter((one) => one !== tag) }) });
  if (filter.favourite) say('favourite', 'Favourites');
  return said;
}

export const modelName = (id: string): string => modelOf(id)?.name ?? id;
const starsText = (rating: number): string => (rating === 5 ? '5 stars' : `${rating} ${rating === 1 ? 'star' : 'stars'} or more`);

/** The first few by name, the others by number. */
function listed(names: readonly string[]): string {
  return names.length <= 2 ? names.join(', ') : `${names[0] ?? ''} and ${names.length - 1} others`;
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const dayText = (text: string) => day.format(new Date(`${text}T12:00:00`));

/** `1 Nov 2026 to 3 Nov 2026`, `since 1 Nov 2026`, `until 3 Nov 2026` */
function datesText({ from, to }: AssetFilter): string {
  if (from && to) return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
  return from ? `Since ${dayText(from)}` : `Until ${dayText(to ?? '')}`;
}
