// Proves where actions appear, in which order, and for which assets.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Icon } from '#lib/ui';
import { actionsAt, actionSections, barActions, inOrder, menuSections, offered, wordsFor, type AssetAction } from './action-rules.ts';
import type { AssetEntry } from './collection.ts';

const asset = (id: string, fields: AssetEntry['fields'] = {}): AssetEntry => ({
  record: { id, kind: 'image' } as AssetEntry['record'],
  fields
});
const action = (id: string, over: Partial<AssetAction> = {}): AssetAction => ({
  id,
  title: id,
  icon: (() => undefined) as unknown as Icon,
  section: 'keep',
  order: 1,
  places: ['menu'],
  available: () => true,
  run: () => undefined,
  ...over
});
const here = asset('d.here');
const trashed = asset('d.trashed', { trashedAt: 1 });
const ids = (actions: readonly AssetAction[]) => actions.map(({ id }) => id);

describe('where actions are offered', () => {
  it('[PLAY-6] asks an action only about assets, and shows none where nothing is chosen', () => {
    const asked = action('a', { available: (assets) => assets[0]!.record.kind === 'image' });
    expect(offered(asked, [])).toBe(false);
    expect(offered(asked, [here])).toBe(true);
  });

  it('[GAL-4] keeps what is in trash from everything that does not say otherwise', () => {
    const make = action('make');
    const keep = action('keep', { inTrash: 'also' });
    const restore = action('restore', { inTrash: 'only' });
    const all = [make, keep, restore];
    expect(ids(actionsAt(all, 'menu', [here]))).toEqual(['keep', 'make']);
    expect(ids(actionsAt(all, 'menu', [trashed]))).toEqual(['keep', 'restore']);
    expect(ids(actionsAt(all, 'menu', [here, trashed]))).toEqual(['keep']);
  });

  it('[PLAY-6] shows an action only in its places, and in the menu without those that stand beside it', () => {
    const all = [action('edit', { places: ['tile', 'menu'], section: 'continue' }), action('star'), action('hidden', { places: [] })];
    expect(ids(actionsAt(all, 'tile', [here]))).toEqual(['edit']);
    expect(menuSections(all, [here]).map(ids)).toEqual([['edit'], ['star']]);
    expect(menuSections(all, [here], ['edit']).map(ids)).toEqual([['star']]);
  });

  it('[PLAY-6] names an action after what it would do to these assets', () => {
    const compare = action('compare', { title: 'Compare', titleFor: (assets) => `Compare ${assets.length}` });
    expect([wordsFor(compare, []), wordsFor(compare, [here])]).toEqual(['Compare', 'Compare 1']);
  });

  it('[PLAY-6] keeps what removes at the end of a bar, however little room there is', () => {
    const all = ['a', 'b', 'c', 'd'].map((id, order) => action(id, { order, places: ['selection'], section: 'continue' }));
    const trash = action('trash', { section: 'remove', places: ['selection'] });
    const bar = (most: number) => ids(barActions([trash, ...all], 'selection', [here], most));
    expect(bar(5)).toEqual(['a', 'b', 'c', 'd', 'trash']);
    expect(bar(3)).toEqual(['a', 'b', 'trash']);
    expect(bar(1)).toEqual(['trash']);
  });

  it('[PLAY-6] never shows in which order areas registered', () => {
    const some = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,4}$/),
        section: fc.constantFrom(...actionSections),
        order: fc.integer({ min: 0, max: 3 })
      }),
      { selector: ({ id }) => id, maxLength: 12 }
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (list, keys) => {
        const actions = list.map((one) => action(one.id, one));
        const shuffled = actions.map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect(ids(inOrder(shuffled.map(({ one }) => one)))).toEqual(ids(inOrder(actions)));
      })
    );
  });
});
