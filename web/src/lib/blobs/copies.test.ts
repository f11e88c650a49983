// Proves which copies a device holds, and that none is kept that is not what its name says.
import { sha256 } from 'shared/kernel';
import { describe, expect, it } from 'vitest';
import { CopyKeeper } from './copy-keeper.ts';
import { averageColour, fit } from './measure.ts';
import { budgetOf, plan, type WantedCopy } from './plan.ts';

const MIB = 1024 ** 2;
const wanted: WantedCopy[] = [1, 2, 3].map((n) => ({ hash: `o${n}`, bytes: 100 * MIB, thumb: `t${n}` }));
const hashes = (copies: readonly { hash: string }[]) => copies.map(({ hash }) => hash);

describe('plan', () => {
  it('[PWA-2] fetches all thumbnails first, then the newest originals', () => {
    expect(hashes(plan(wanted, new Map(), 1024 * MIB).fetch)).toEqual(['t1', 't2', 't3', 'o1', 'o2', 'o3']);
  });

  it('[PWA-3] stops originals at the budget and leaves out what is here', () => {
    const { fetch, evict } = plan(
      wanted,
      new Map([
        ['t1', 10],
        ['o1', 100 * MIB]
      ]),
      256 * MIB
    );
    expect(hashes(fetch)).toEqual(['t2', 't3', 'o2']);
    expect(evict).toEqual([]);
  });

  it('[PWA-3] with little room there are thumbnails only', () => {
    expect(hashes(plan(wanted, new Map(), 10 * MIB).fetch)).toEqual(['t1', 't2', 't3']);
  });

  it('[PWA-3] what nothing wants goes when the budget is exceeded, and not before', () => {
    const kept = new Map([
      ['old', 200 * MIB],
      ['o1', 100 * MIB]
    ]);
    expect(plan(wanted.slice(0, 1), kept, 256 * MIB).evict).toEqual(['old']);
    expect(plan(wanted.slice(0, 1), kept, 400 * MIB).evict).toEqual([]);
  });

  it('[GAL-6] what is pinned is fetched first, whatever the budget says, and never given up', () => {
    const pinned = [wanted[2]!, { hash: 'elsewhere', bytes: 90 * MIB, thumb: 'te' }];
    expect(hashes(plan(wanted, new Map(), 10 * MIB, { pinned }).fetch)).toEqual(['t3', 'o3', 'te', 'elsewhere']);
    const kept = new Map([
      ['elsewhere', 90 * MIB],
      ['o1', 100 * MIB],
      ['o3', 100 * MIB]
    ]);
    expect(plan(wanted, kept, 10 * MIB, { pinned }).evict).toEqual(['o1']);
  });

  it('[GAL-6] a device that keeps only what is pinned fetches no other original', () => {
    expect(hashes(plan(wanted, new Map(), 1024 * MIB, { pinned: [wanted[1]!], originals: false }).fetch)).toEqual(['t2', 'o2', 't1', 't3']);
  });

  it('[PWA-3] the budget is 40 % of the quota and at most 1 GiB', () => {
    expect([budgetOf(1000), budgetOf(1e12), budgetOf(undefined)]).toEqual([400, 1024 ** 3, 256 * MIB]);
  });
});

describe('CopyKeeper', () => {
  const png = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4)]);

  it('[PWA-2] keeps a body only if it is what its hash says, and media', async () => {
    const good = await sha256(await png.arrayBuffer());
    const text = new Blob(['<html>not found</html>']);
    const named = await sha256(await text.arrayBuffer());
    const kept: string[] = [];
    const loads: string[] = [];
    const keeper = new CopyKeeper({
      load: async (hash) => {
        loads.push(hash);
        return hash === named ? text : hash === 'missing' ? undefined : png;
      },
      keep: async ({ hash }) => void kept.push(hash)
    });
    const copies = [good, 'other', named, 'missing'].map((hash) => ({ hash, kind: 'original' as const }));
    expect(await keeper.fetch(copies, new AbortController().signal)).toBe(1);
    expect(kept).toEqual([good]);
    loads.length = 0;
    expect(await keeper.fetch(copies, new AbortController().signal)).toBe(1);
    // What is on its way to the server is asked for again, what was wrong is not.
    expect(loads).toEqual([good, 'missing']);
  });

  it('[PWA-2] stops when the server is not reached, and is not discouraged for the next time', async () => {
    const good = await sha256(await png.arrayBuffer());
    let reachable = false;
    const kept: string[] = [];
    const keeper = new CopyKeeper({
      load: () => (reachable ? Promise.resolve(png) : Promise.reject(new Error('nobody'))),
      keep: async ({ hash }) => void kept.push(hash)
    });
    const copies = [{ hash: good, kind: 'thumb' as const }];
    await expect(keeper.fetch(copies, new AbortController().signal)).rejects.toThrow('nobody');
    reachable = true;
    await keeper.fetch(copies, new AbortController().signal);
    expect(kept).toEqual([good]);
  });
});

describe('measure', () => {
  it('[GAL-2] thumbnails fit their square, keep their shape and are never enlarged', () => {
    expect([fit(2048, 1024, 512), fit(100, 50, 512), fit(10_000, 1, 512)]).toEqual([
      { width: 512, height: 256 },
      { width: 100, height: 50 },
      { width: 512, height: 1 }
    ]);
  });

  it('[GAL-2] the average colour weighs pixels by their opacity', () => {
    expect(averageColour([255, 0, 0, 255, 0, 0, 255, 0])).toBe('#ff0000');
    expect(averageColour([0, 0, 0, 255, 255, 255, 255, 255])).toBe('#808080');
    expect(averageColour([9, 9, 9, 0])).toBe('#808080');
  });
});
