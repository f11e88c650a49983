// Proves what search and filters find, that the worker's answer is the plain one however assets came, changed and went, and that only the
// newest question's answer is shown.
import fc from 'fast-check';
import type { AssetFilter } from 'shared/gallery';
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import type { AssetChanges, AssetEntry } from './collection.ts';
import { Question } from './question.svelte.ts';
import { entryOf, openSearchPort, recipeOf } from './search-test-support.ts';
import { Search } from './search.ts';

class Source {
  readonly entries = new Map<string, AssetEntry>();
  tell: (changes: AssetChanges | undefined) => void = () => undefined;
  all() {
    return this.entries.values();
  }
  follow(listener: (changes: AssetChanges | undefined) => void) {
    this.tell = listener;
  }
  put(...entries: AssetEntry[]) {
    for (const entry of entries) this.entries.set(entry.record.id, entry);
    this.tell(new Map(entries.map((entry) => [entry.record.id, entry])));
  }
  remove(id: string) {
    this.entries.delete(id);
    this.tell(new Map([[id, undefined]]));
  }
}

function makeSearch(...entries: AssetEntry[]) {
  const source = new Source();
  source.put(...entries);
  const search = new Search({ source, open: openSearchPort, later: (work) => void setTimeout(work) });
  const settled = () => new Promise<void>((resolve) => (search.upToDate ? resolve() : void search.onLearned(resolve)));
  const find = async (filter: AssetFilter, trashed = false) => {
    const first = search.find({ filter, trashed });
    await settled();
    await first;
    return search.find({ filter, trashed });
  };
  return { source, search, find, settled };
}

const salt = newId();
const vase = entryOf(
  { createdAt: new Date(2026, 10, 3, 12).getTime(), recipe: recipeOf('Terracotta vase on limestone') },
  { favourite: true, tags: ['still life'], rating: 5, collections: [salt] }
);
const sea = entryOf(
  {
    createdAt: new Date(2026, 10, 2, 23, 59).getTime(),
    kind: 'video',
    recipe: recipeOf('Open sea', { model: 'bytedance/seedance-v1', composition: { prompt: 'Open sea', style: 'cinematic' } })
  },
  { title: 'Morning swim', rating: 3 }
);
const scan = entryOf({ createdAt: new Date(2026, 9, 1).getTime(), fileName: 'IMG_2041.jpg' }, { tags: ['still life', 'family'] });
const gone = entryOf({ createdAt: 1, recipe: recipeOf('Vase that broke') }, { trashedAt: 5, favourite: true });

it('[GAL-3] finds words of prompt, title, tags, file name and model in any order and case, newest first', async () => {
  const { find } = makeSearch(scan, gone, sea, vase);
  const found = (words: string) => find({ words });
  expect(await found('limestone TERRA')).toEqual([vase]);
  expect(await found('still life')).toEqual([vase, scan]);
  expect(await found('swim')).toEqual([sea]);
  expect(await found('img_20')).toEqual([scan]);
  expect(await found('seedance')).toEqual([sea]);
  expect(await found('vase sea')).toEqual([]);
  expect(await found('')).toEqual([vase, sea, scan]);
});

it('[GAL-3] filters by kind, model, preset, collection, rating, date, tags and favourite', async () => {
  const { find } = makeSearch(vase, sea, scan, gone);
  expect(await find({ kind: 'video' })).toEqual([sea]);
  expect(await find({ kind: 'image' })).toEqual([vase, scan]);
  expect(await find({ models: ['bytedance/seedance-v1', 'other'] })).toEqual([sea]);
  expect(await find({ presets: ['cinematic'] })).toEqual([sea]);
  expect(await find({ collection: salt })).toEqual([vase]);
  expect(await find({ rating: 3 })).toEqual([vase, sea]);
  expect(await find({ rating: 4 })).toEqual([vase]);
  expect(await find({ from: '2026-11-02', to: '2026-11-02' })).toEqual([sea]);
  expect(await find({ from: '2026-11-03' })).toEqual([vase]);
  expect(await find({ to: '2026-11-01' })).toEqual([scan]);
  expect(await find({ tags: ['still life'] })).toEqual([vase, scan]);
  expect(await find({ tags: ['still life', 'family'] })).toEqual([scan]);
  expect(await find({ favourite: true })).toEqual([vase]);
  expect(await find({ words: 'vase' }, true)).toEqual([gone]);
});

it('[GAL-3] counts for several filters at once, and lists what occurs, the commonest first', async () => {
  const { search, find } = makeSearch(vase, sea, scan, gone);
  await find({});
  const wanted = [{}, { rating: 3 }, { words: 'vase' }].map((filter) => ({ filter, trashed: false }));
  expect(await search.count(wanted)).toEqual([3, 2, 1]);
  const { models, presets, tags } = await search.facets();
  expect(models.map(([id]) => id).sort()).toEqual(['bytedance/seedance-v1', 'bytedance/seedream-v4']);
  expect(presets).toEqual([['cinematic', 1]]);
  expect(tags).toEqual([
    ['still life', 2],
    ['family', 1]
  ]);
});

it('[GAL-3] answers after any changes as a plain look through all would, also when more words narrow an answer', async () => {
  const words = ['sun', 'sunset', 'sea', 'dunes'];
  const made = fc.record({
    at: fc.nat(5),
    text: fc.subarray(words, { minLength: 0 }),
    kind: fc.constantFrom('image' as const, 'video' as const),
    rating: fc.nat(5),
    trashed: fc.boolean(),
    tags: fc.subarray(['a', 'b'])
  });
  const step = fc.record({ which: fc.nat(5), entry: fc.option(made, { nil: undefined }) });
  const filter = fc.record({
    // Single letters are looked up otherwise than words; these are in no model's name.
    words: fc.subarray([...words, 'u', 'k', 'é']),
    rating: fc.nat(5),
    kind: fc.constantFrom(undefined, 'image' as const, 'video' as const)
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.array(filter, { minLength: 1, maxLength: 3 }), async (steps, filters) => {
      const { source, search, settled } = makeSearch();
      void search.facets();
      for (const { which, entry } of steps) {
        const id = `d1.a${which}`;
        if (!entry) source.remove(id);
        else
          source.put(
            entryOf(
              { id, createdAt: entry.at, kind: entry.kind, recipe: recipeOf(entry.text.join(' ')) },
              { ...(entry.rating ? { rating: entry.rating } : {}), ...(entry.trashed ? { trashedAt: 1 } : {}), tags: entry.tags }
            )
          );
        if (which % 2 === 0) await settled();
      }
      await settled();
      for (const { words: said, rating, kind } of filters) {
        const asked = { words: said.join(' '), ...(rating ? { rating } : {}), ...(kind ? { kind } : {}) };
        const found = await search.find({ filter: asked, trashed: false });
        const plain = [...source.all()]
          .filter(
            ({ record, fields }) => fields.trashedAt === undefined && (fields.rating ?? 0) >= rating && (!kind || record.kind === kind)
          )
          .filter(({ record }) => said.every((word) => record.recipe?.prompt.includes(word)))
          .sort((a, b) => b.record.createdAt - a.record.createdAt || (a.record.id < b.record.id ? -1 : 1));
        expect(found.map(({ record }) => record.id)).toEqual(plain.map(({ record }) => record.id));
      }
    }),
    { numRuns: 120 }
  );
});

it('[GAL-3] hands over thousands in pieces, and nothing is missing at the end', async () => {
  const { find } = makeSearch(...Array.from({ length: 2_300 }, (_, n) => entryOf({ createdAt: n, recipe: recipeOf(`Dune ${n}`) })));
  expect(await find({ words: 'dune' })).toHaveLength(2_300);
});

it('[GAL-3] shows the newest question’s answer alone, and renews it when assets change', async () => {
  const { source, search, settled } = makeSearch(vase, sea);
  const question = new Question(() => search);
  const shown: (number | undefined)[] = [];
  for (const words of ['s', 'se', 'sea']) {
    question.ask({ filter: { words }, trashed: false });
    shown.push(question.entries?.length);
  }
  await settled();
  await expect.poll(() => question.entries).toEqual([sea]);
  expect(shown).toEqual([undefined, undefined, undefined]);
  const another = entryOf({ createdAt: 9, recipe: recipeOf('Sea at night') });
  source.put(another);
  await expect.poll(() => question.entries).toEqual([sea, another]);
  question.ask(undefined);
  expect(question.entries).toBeUndefined();
});

it('[GAL-3] forgets everything when another workspace is shown', async () => {
  const { source, find } = makeSearch(vase, sea);
  expect(await find({})).toHaveLength(2);
  source.entries.clear();
  source.tell(undefined);
  source.put(scan);
  expect(await find({})).toEqual([scan]);
});
