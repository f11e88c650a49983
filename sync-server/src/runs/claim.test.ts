// Proves that claims keep the account's limits, share fairly, and never give one item to two processes.
import { variationOf } from 'shared/runs';
import { expect, it } from 'vitest';
import type { EngineLimits } from '#area/engine';
import { Announcer } from './announcer.ts';
import { Claims } from './claim.ts';
import { generous, scriptedEngine } from './scripted-engine.fixture.ts';
import { RunStore } from './store.ts';
import { caller, describeRuns, finished, makeWorld, newRun, until } from './world.fixture.ts';

const video = { v: 1 as const, model: 'bytedance/seedance-v1.5-pro/image-to-video', prompt: 'Waves', params: {}, references: [] };

describeRuns(({ database, start }) => {
  const claimsOf = (owner: string, limits: EngineLimits, now: () => number = Date.now) => {
    const store = new RunStore(database(), new Announcer(makeWorld(database()).hints), now);
    return new Claims(store, { keyName: 'sandbox', limits, owner, lease: 1_000 });
  };

  it('[RUN-2] gives each item to one of twenty claimers at once', async () => {
    const { runs, workspaceId } = makeWorld(database());
    for (let n = 0; n < 4; n += 1) await runs.accept(newRun(workspaceId, { count: 50 }), caller);
    const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => claimsOf(`p${n}`, generous).take(20)));
    const ids = taken.flatMap(({ items }) => items.map(({ id }) => id));
    expect([ids.length, new Set(ids).size]).toEqual([200, 200]);
  });

  it('[ENG-7] holds no more items at once than the account may have in flight, over all processes', async () => {
    const { runs, workspaceId } = makeWorld(database());
    await runs.accept(newRun(workspaceId, { count: 30 }), caller);
    const limits = { ...generous, concurrent: 7 };
    const taken = await Promise.all(['a', 'b', 'c'].map((owner) => claimsOf(owner, limits).take(100)));
    expect(taken.reduce((sum, { items }) => sum + items.length, 0)).toBe(7);
  });

  it('[ENG-7] counts images and videos a minute from what was sent, whatever became of it', async () => {
    let clock = 1_000_000;
    const now = () => clock;
    const engine = scriptedEngine({ limits: { imagesPerMinute: 2, videosPerMinute: 1, concurrent: 100 }, now });
    engine.fate = (post) => (post === 0 ? 'refused' : 'made');
    const world = makeWorld(database(), { engine, now });
    const hash = await world.blobs.keep(world.workspaceId, new Uint8Array([1])).then((info) => info.hash);
    await start(world.runs);
    const images = await world.runs.accept(newRun(world.workspaceId, { count: 5 }), caller);
    const videos = await world.runs.accept(newRun(world.workspaceId, { count: 2, recipe: { ...video, references: [{ hash }] } }), caller);
    const ended = (run: { id: string }, count: number) =>
      until(world.runs, run.id, ({ counts }) => counts.succeeded + counts.failed === count);
    await Promise.all([ended(images, 2), ended(videos, 1)]);
    expect(await claimsOf('other', engine.limits, now).take(100)).toMatchObject({ items: [], nextAt: 1_060_000 });
    clock += 59_999;
    expect((await claimsOf('other', engine.limits, now).take(100)).items).toEqual([]);
    expect(engine.posts).toHaveLength(3);
    clock += 1;
    await world.runs.resume(images.id);
    await Promise.all([ended(images, 4), until(world.runs, videos.id, finished)]);
    expect(engine.posts).toHaveLength(6);
  });

  it('[ENG-7] lets a minute pass since the provider’s answer, since it counts a submission when it arrives there', async () => {
    let clock = 1_000_000;
    const now = () => clock;
    const engine = scriptedEngine({ limits: { ...generous, imagesPerMinute: 2 }, now });
    const world = makeWorld(database(), { engine, now });
    await start(world.runs);
    const run = await world.runs.accept(newRun(world.workspaceId, { count: 3 }), caller);
    await until(world.runs, run.id, ({ counts }) => counts.succeeded === 2);
    await world.runs.drain();
    await database().db.updateTable('attempt').set({ answered_at: 1_000_800 }).execute();
    clock += 60_700;
    expect(await claimsOf('other', engine.limits, now).take(100)).toMatchObject({ items: [], nextAt: 1_060_800 });
    clock += 100;
    expect((await claimsOf('other', engine.limits, now).take(100)).items).toHaveLength(1);
  });

  it('[ENG-7] lets a member’s single item pass a thousand of another’s', async () => {
    const engine = scriptedEngine({ limits: { ...generous, concurrent: 1 } });
    const world = makeWorld(database(), { engine });
    const big = await world.runs.accept(newRun(world.workspaceId, { count: 1_000 }), caller);
    const small = await world.runs.accept(newRun(world.workspaceId, { count: 3 }), { ...caller, userId: 'bob' });
    await start(world.runs);
    await until(world.runs, small.id, finished);
    await world.runs.pause(big.id);
    await world.runs.drain();
    const bob = engine.posts.flatMap(({ inputs }, index) =>
      small.items.some((_, n) => inputs.seed === variationOf(small.id, n)) ? [index] : []
    );
    expect(bob).toEqual([1, 3, 5]);
  });

  it('[RUN-2] takes over an item whose lease ran out, and the former holder can change it no more', async () => {
    let clock = 1_000_000;
    const now = () => clock;
    const { runs, workspaceId } = makeWorld(database());
    await runs.accept(newRun(workspaceId), caller);
    clock = Date.now() + 1;
    const [before] = (await claimsOf('gone', generous, now).take(1)).items;
    expect((await claimsOf('next', generous, now).take(1)).items).toEqual([]);
    clock += 1_000;
    const [after] = (await claimsOf('next', generous, now).take(1)).items;
    expect(after).toMatchObject({ id: before?.id, fence: (before?.fence ?? 0) + 1 });
  });

  it('[OPS-4] lets two servers work off one queue together, each item sent once', async () => {
    const engine = scriptedEngine();
    const world = makeWorld(database(), { engine });
    const other = makeWorld(database(), { ...world.options, engine });
    await start(world.runs);
    await start(other.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 60 }), caller);
    await other.runs.resume(id);
    const run = await until(world.runs, id, finished);
    expect(run.counts.succeeded).toBe(60);
    expect(engine.posts).toHaveLength(60);
  });
});
