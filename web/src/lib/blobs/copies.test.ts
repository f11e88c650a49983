// Proves which copies a device holds, and that none is kept that is not what its name says.
import { sha256 } from 'shared/kernel';
import { describe, expect, it } from 'vitest';
import type { BlobRow } from '#lib/platform';
import { CopyKeeper, NoRoom } from './copy-keeper.ts';
import { fetchCopy, type CopyOutcome } from './fetch-copy.ts';
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

describe('a copy', () => {
  const png = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4)]);
  const answer = (body: Blob, status = 200) => Promise.resolve(new Response(body, { status }));

  it('[PWA-2] is kept only if it is what its hash says, and media', async () => {
    const kept: BlobRow[] = [];
    const keep = async (row: BlobRow) => void kept.push(row);
    const good = await sha256(await png.arrayBuffer());
    expect(await fetchCopy({ hash: good, kind: 'thumb' }, { load: () => answer(png), keep })).toEqual({ kept: 12 });
    expect(kept).toMatchObject([{ hash: good, kind: 'thumb', type: 'image/png', bytes: 12 }]);
    expect(await fetchCopy({ hash: 'other', kind: 'thumb' }, { load: () => answer(png), keep })).toEqual({ wrong: true });
    const text = new Blob(['<html>not found</html>']);
    const named = await sha256(await text.arrayBuffer());
    expect(await fetchCopy({ hash: named, kind: 'original' }, { load: () => answer(text), keep })).toEqual({ wrong: true });
    expect(kept).toHaveLength(1);
  });

  it('[PWA-2] says what was in its way', async () => {
    const hash = await sha256(await png.arrayBuffer());
    const outcome = (load: () => Promise<Response>, error?: Error) =>
      fetchCopy({ hash, kind: 'original' }, { load, keep: () => (error ? Promise.reject(error) : Promise.resolve()) });
    expect(await outcome(() => answer(png, 404))).toEqual({ missing: true });
    expect(await outcome(() => answer(png, 503))).toEqual({ failed: 'The server answered 503.' });
    expect(await outcome(() => Promise.reject(new Error('nobody')))).toEqual({ failed: 'nobody' });
    expect(await outcome(() => answer(png), new DOMException('full', 'QuotaExceededError'))).toEqual({ full: 12 });
  });
});

describe('CopyKeeper', () => {
  const keeperOf = (outcomes: Record<string, CopyOutcome[]>, room = false) => {
    const asked: string[] = [];
    const kept: string[] = [];
    const keeper = new CopyKeeper({
      fetch: async ({ hash }) => {
        asked.push(hash);
        const left = outcomes[hash] ?? [];
        return (left.length > 1 ? left.shift() : left[0]) ?? { kept: 1 };
      },
      makeRoom: () => Promise.resolve(room),
      kept: (hash) => kept.push(hash)
    });
    const fetch = (...hashes: string[]) =>
      keeper.fetch(
        hashes.map((hash) => ({ hash, kind: 'original' as const })),
        new AbortController().signal
      );
    return { fetch, asked, kept };
  };

  it('[PWA-2] asks again for what is on its way to the server, and never for what was wrong', async () => {
    const { fetch, asked, kept } = keeperOf({ wrong: [{ wrong: true }], missing: [{ missing: true }, { kept: 3 }] });
    expect(await fetch('good', 'wrong', 'missing')).toBe(1);
    expect(kept).toEqual(['good']);
    asked.length = 0;
    expect(await fetch('wrong', 'missing')).toBe(0);
    expect(asked).toEqual(['missing']);
    expect(kept).toEqual(['good', 'missing']);
  });

  it('[PWA-2] stops when the server is not reached, and is not discouraged for the next time', async () => {
    const { fetch, asked, kept } = keeperOf({ one: [{ failed: 'nobody' }, { kept: 1 }] });
    await expect(fetch('one', 'two', 'three', 'four', 'five', 'six')).rejects.toThrow('nobody');
    expect(asked.length).toBeLessThan(6);
    await fetch('one');
    expect(kept).toContain('one');
  });

  it('[PWA-3] has room made once for a copy that is worth it, and stops where there is none', async () => {
    const full: CopyOutcome[] = [{ full: 9 }, { kept: 9 }];
    const roomy = keeperOf({ one: [...full] }, true);
    await roomy.fetch('one');
    expect(roomy.kept).toEqual(['one']);
    await expect(keeperOf({ one: [...full] }).fetch('one')).rejects.toBeInstanceOf(NoRoom);
    await expect(keeperOf({ one: [{ full: 9 }] }, true).fetch('one')).rejects.toBeInstanceOf(NoRoom);
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
