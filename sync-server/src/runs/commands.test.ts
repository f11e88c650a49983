// Proves what people do with a run: cancel, pause, resume and retry.
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { scriptedEngine } from './scripted-engine.fixture.ts';
import { all, books, caller, describeRuns, finished, makeWorld, newRun, PRICE, until, sourceOf } from './world.fixture.ts';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: { code?: string }) => error.code
  );
const two = { imagesPerMinute: 100, videosPerMinute: 100, concurrent: 2 };

describeRuns(({ database, start }) => {
  /** A run of four of which two are with the provider, unfinished, and two queued. */
  const halfway = async () => {
    const engine = scriptedEngine({ limits: two });
    let open = false;
    const { ending } = engine;
    engine.ending = (prediction) => (open ? ending(prediction) : prediction);
    const world = makeWorld(database(), { engine });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 4 }), caller);
    await until(world.runs, id, (run) => run.counts.submitted === 2);
    return {
      ...world,
      id,
      finish: () => {
        open = true;
      }
    };
  };

  it('[RUN-4] cancels what is queued, and follows what was sent to its end, marked late', async () => {
    const { runs, id, finish, galleries, ...world } = await halfway();
    const cancelled = await runs.cancel(id);
    expect(cancelled).toMatchObject({ state: 'running', cancelled: true, counts: { cancelled: 2, submitted: 2 } });
    expect(cancelled.items.filter((item) => item.stopping).map((item) => item.state)).toEqual(['submitted', 'submitted']);
    expect((await books(world, id)).ledger).toEqual({ reserved: 2 * PRICE, spent: 0 });
    expect(await runs.cancel(id)).toMatchObject({ counts: { cancelled: 2, submitted: 2 } });
    finish();
    const run = await until(runs, id, finished);
    expect(run).toMatchObject({ counts: { cancelled: 2, succeeded: 2 }, cancelled: true });
    expect([...galleries.assets.values()].map((asset) => asset.made?.late)).toEqual([true, true]);
    expect(run.items.some((item) => item.stopping)).toBe(false);
    expect((await books(world, id)).ledger).toEqual({ reserved: 0, spent: 2 * PRICE });
    expect(world.engine.posts).toHaveLength(2);
  });

  it('[RUN-4] cancels one item and leaves the others alone', async () => {
    const { runs, id, finish } = await halfway();
    const last = (await runs.get(id)).items[3];
    expect(await runs.cancel(id, last?.id)).toMatchObject({ cancelled: false, counts: { cancelled: 1, queued: 1, submitted: 2 } });
    finish();
    expect(await until(runs, id, finished)).toMatchObject({ counts: { succeeded: 3, cancelled: 1 } });
    expect(await codeOf(runs.cancel(id, newId()))).toBe('not-found');
    expect(await codeOf(runs.cancel(newId()))).toBe('not-found');
  });

  it('[RUN-4] sends nothing more while paused, finishes what was sent, and goes on when resumed', async () => {
    const { runs, id, finish, engine } = await halfway();
    expect(await runs.pause(id)).toMatchObject({ state: 'paused' });
    finish();
    const paused = await until(runs, id, (run) => run.counts.succeeded === 2);
    expect(paused).toMatchObject({ state: 'paused', counts: { queued: 2 } });
    expect(engine.posts).toHaveLength(2);
    await runs.resume(id);
    expect(await until(runs, id, finished)).toMatchObject({ counts: { succeeded: 4 } });
    expect(await runs.pause(id)).toMatchObject({ state: 'finished' });
  });

  it('[RUN-4] never sends an item that was cancelled or paused while its references were handed over', async () => {
    const world = makeWorld(database());
    await world.blobs.keep(world.workspaceId, new TextEncoder().encode('reference'));
    const [key = ''] = world.blobs.kept.keys();
    const uploading = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    world.engine.upload = async () => {
      uploading.resolve();
      await waiting.promise;
      return 'https://media.example/1';
    };
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v4/edit', references: [{ hash: key.slice(33) }] };
    await start(world.runs);
    const { id, items } = await world.runs.accept(newRun(world.workspaceId, { recipe, count: 3 }), caller);
    await uploading.promise;
    await world.runs.cancel(id, items[0]?.id);
    await world.runs.pause(id);
    waiting.resolve();
    await world.runs.drain();
    expect((await world.runs.get(id)).counts).toMatchObject({ cancelled: 1, queued: 2 });
    expect(world.engine.posts).toHaveLength(0);
  });

  it('[RUN-4] retries the failed items only, or the one that is named, each with a reservation of its own', async () => {
    const world = makeWorld(database());
    const { runs, engine } = world;
    engine.fate = (post) => (post < 2 ? 'refused' : 'made');
    const { id } = await runs.accept(newRun(world.workspaceId, { count: 4 }), caller);
    const [first, , , last] = (await runs.get(id)).items;
    await runs.cancel(id, last?.id);
    await start(runs);
    await until(runs, id, finished);
    const failed = (await runs.get(id)).items.filter((item) => item.state === 'failed');
    expect(failed).toHaveLength(2);
    engine.fate = (post) => (post === 3 ? 'fails' : 'made');
    await runs.retry(id, caller, failed[0]?.id);
    await until(runs, id, finished);
    await runs.retry(id, caller);
    await until(runs, id, (run) => finished(run) && run.counts.failed === 0);
    expect((await runs.get(id)).counts).toMatchObject({ succeeded: 3, cancelled: 1 });
    await runs.retry(id, caller, last?.id);
    const run = await until(runs, id, all('succeeded'));
    expect(run).toMatchObject({ charged: 4 * PRICE, state: 'finished' });
    expect(await books(world, id)).toEqual({ ledger: { reserved: 0, spent: 4 * PRICE }, items: { reserved: 0, spent: 4 * PRICE } });
    expect(await codeOf(runs.retry(id, caller, first?.id))).toBe('not-retryable');
    expect(await codeOf(runs.retry(id, caller, newId()))).toBe('not-found');
    expect((await runs.retry(id, caller)).counts.succeeded).toBe(4);
  });

  it('[RUN-8] refuses a retry that the credit does not cover, or that somebody else would pay', async () => {
    const purse = `server:${newId()}`;
    const grant = { kind: 'grant' as const, run_id: null, item_id: null, reserved: 0, spent: 0, created_at: 1 };
    await database()
      .db.insertInto('ledger')
      .values({ ...grant, id: newId(), purse, granted: 2 * PRICE })
      .execute();
    let mine = true;
    const world = makeWorld(database(), {
      purseOf: async () => ({ purse: mine ? purse : 'server:bob', spending: 'granted', available: 1 })
    });
    world.engine.fate = () => 'refused';
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 2 }), caller);
    await until(world.runs, id, finished);
    mine = false;
    expect(await codeOf(world.runs.retry(id, caller))).toBe('other-purse');
    mine = true;
    await world.runs.accept(newRun(world.workspaceId), caller).then((run) => until(world.runs, run.id, finished));
    await database()
      .db.insertInto('ledger')
      .values({ ...grant, id: newId(), purse, granted: -PRICE })
      .execute();
    expect(await codeOf(world.runs.retry(id, caller))).toBe('over-credit');
    expect((await world.runs.get(id)).counts.failed).toBe(2);
  });

  it('[RUN-9] refuses a retry through another engine than the run was made with', async () => {
    const sandbox = scriptedEngine();
    const world = makeWorld(database(), { engine: sandbox });
    sandbox.fate = () => 'refused';
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    await until(world.runs, id, finished);
    const keyed = makeWorld(database(), { engines: sourceOf(scriptedEngine({ kind: 'wavespeed' }), sandbox) });
    expect(await codeOf(keyed.runs.retry(id, caller))).toBe('other-engine');
  });

  it('[RUN-3] tells pages of changes by growing revisions, the last of which is the run’s', async () => {
    const world = makeWorld(database());
    const seen: number[] = [];
    const kinds = new Set<string>();
    world.hints.listen(world.workspaceId, ({ kind, id, revision }) => {
      kinds.add(`${kind} ${id}`);
      if (kind === 'run') seen.push(revision);
    });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 20 }), caller);
    await until(world.runs, id, finished);
    await expect.poll(async () => (await world.runs.get(id)).revision - (seen.at(-1) ?? 0)).toBe(0);
    expect([...kinds].toSorted()).toEqual([`credits ${world.workspaceId}`, `run ${id}`]);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.length).toBeLessThan(seen.at(-1) ?? 0);
  });
});
