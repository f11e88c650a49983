// Proves each way that an item can go, from the queue to its end.
import { blobProblem } from 'shared/blobs';
import { problem } from 'shared/kernel';
import { expect, it } from 'vitest';
import { scriptedEngine } from './scripted-engine.fixture.ts';
import { all, books, caller, describeRuns, finished, keepReference, makeWorld, newRun, PRICE, until } from './world.fixture.ts';

describeRuns(({ database, start }) => {
  it('[RUN-7] makes every item once and enters it into the gallery with recipe, lineage and cost', async () => {
    const world = makeWorld(database());
    const source = await keepReference(world, 'source');
    const recipe = {
      ...newRun('').recipe,
      model: 'bytedance/seedream-v4/edit',
      references: [{ hash: source, role: 'source' as const }],
      variation: 7
    };
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { recipe, count: 3 }), caller);
    const run = await until(world.runs, id, finished);
    expect(run).toMatchObject({ counts: { succeeded: 3 }, charged: 3 * PRICE, finishedAt: expect.any(Number) as number });
    expect(world.engine.posts.map(({ inputs }) => inputs.seed).toSorted()).toEqual([7, 8, 9]);
    expect(world.engine.uploads).toHaveLength(1);
    const [first] = run.items;
    const asset = world.galleries.assets.get(first?.assets[0] ?? '');
    expect(asset).toMatchObject({
      kind: 'image',
      by: 'ada',
      parents: [source],
      recipe: { ...recipe, variation: 7 },
      made: { runId: id, itemId: first?.id, output: 0, engine: 'sandbox', cost: PRICE, nsfw: false, took: expect.any(Number) as number }
    });
    expect(asset?.id).toBe(`srv000000000000.${first?.id.slice(0, 20)}00`);
    expect(asset?.made).not.toHaveProperty('late');
    expect(world.galleries.assets.size).toBe(3);
    expect(await books(world, id)).toEqual({ ledger: { reserved: 0, spent: 3 * PRICE }, items: { reserved: 0, spent: 3 * PRICE } });
  });

  it('[ENG-3] sends each POST only after its intent is committed, and one for each attempt', async () => {
    const world = makeWorld(database());
    const intents: unknown[] = [];
    world.engine.fate = (post) => (post === 0 ? 'later' : 'made');
    const { submit } = world.engine;
    world.engine.submit = async (...input) => {
      intents.push(
        await database().db.selectFrom('attempt').select(['outcome', 'prediction_id']).where('outcome', '=', 'submitting').execute()
      );
      return submit(...input);
    };
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    const run = await until(world.runs, id, finished);
    expect(intents).toEqual([1, 2].map(() => [{ outcome: 'submitting', prediction_id: null }]));
    expect(run.items[0]).toMatchObject({ state: 'succeeded', attempts: 2, problem: null });
    const attempts = await database()
      .db.selectFrom('attempt')
      .select(['number', 'outcome', 'error', 'prediction_id'])
      .orderBy('number')
      .execute();
    expect(attempts).toEqual([
      { number: 1, outcome: 'refused', error: 'rate-limited', prediction_id: null },
      { number: 2, outcome: 'accepted', error: null, prediction_id: [...world.engine.predictions.keys()][0] }
    ]);
  });

  it('[RUN-5] goes on with the others when items fail, and charges only what was made', async () => {
    const world = makeWorld(database());
    const fates = ['refused', 'made', 'fails', 'made'] as const;
    world.engine.fate = (post) => fates[post] ?? 'made';
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 4 }), caller);
    const run = await until(world.runs, id, finished);
    expect(run.counts).toMatchObject({ succeeded: 2, failed: 2 });
    const reasons = run.items.flatMap((item) => (item.problem ? [item.problem] : []));
    expect(reasons.map(({ code }) => code).toSorted()).toEqual(['content-refused', 'model-failed']);
    expect(reasons.every(({ title, remedy }) => title.includes('Not charged') && remedy.length > 0)).toBe(true);
    expect((await books(world, id)).ledger).toEqual({ reserved: 0, spent: 2 * PRICE });
  });

  it('[ENG-3] keeps a lost answer uncertain, finds its prediction in the history and never sends it again', async () => {
    const world = makeWorld(database());
    world.engine.fate = () => 'lost';
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 5 }), caller);
    const run = await until(world.runs, id, finished);
    expect(run.counts.succeeded).toBe(5);
    expect(world.engine.posts).toHaveLength(5);
    expect(new Set(run.items.map(({ predictionId }) => predictionId)).size).toBe(5);
  });

  it('[ENG-3] gives equal submissions with lost answers a prediction each, on an engine without seeds', async () => {
    const engine = scriptedEngine({ kind: 'wavespeed' });
    const world = makeWorld(database(), { engine });
    engine.fate = (post) => (post % 2 === 0 ? 'lost' : 'made');
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 6 }), caller);
    const run = await until(world.runs, id, finished);
    expect(new Set(engine.posts.map(({ inputs }) => JSON.stringify(inputs))).size).toBe(1);
    expect(run.counts.succeeded).toBe(6);
    expect(run.items.map(({ predictionId }) => predictionId).toSorted()).toEqual([...engine.predictions.keys()].toSorted());
  });

  it('[ENG-3] gives each of many equal submissions one of their predictions, though each looks where another’s stands', async () => {
    let later = 0;
    const now = () => Date.now() + later;
    const engine = scriptedEngine({ kind: 'wavespeed', now });
    engine.fate = () => 'lost';
    const history = engine.history.bind(engine);
    engine.history = async () => [];
    const world = makeWorld(database(), { engine, now });
    await start(world.runs);
    const runs: string[] = [];
    for (; runs.length < 5; later += 50_000) {
      const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
      await until(world.runs, id, ({ counts }) => counts.uncertain === 1);
      runs.push(id);
    }
    const { db } = database();
    await db.updateTable('item').set({ due_at: Number.MAX_SAFE_INTEGER }).execute();
    later = 25 * 60 * 60_000;
    engine.history = history;
    // The newest first: each takes the oldest prediction that it may, which leaves the newest one to the oldest item.
    for (const id of runs.toReversed()) {
      await db.updateTable('item').set({ due_at: now() }).where('run_id', '=', id).execute();
      await world.runs.resume(id);
      await until(world.runs, id, ({ counts }) => counts.succeeded === 1);
    }
    const items = await db.selectFrom('item').select('prediction_id').execute();
    expect(items.map((item) => item.prediction_id).toSorted()).toEqual([...engine.predictions.keys()].toSorted());
  });

  it('[RUN-2] leaves an item uncertain, its reservation standing, when the history does not show it', async () => {
    let later = 0;
    const world = makeWorld(database(), { now: () => Date.now() + later });
    world.engine.fate = (post) => (post === 0 ? 'never' : 'made');
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 2 }), caller);
    await until(world.runs, id, (run) => run.counts.uncertain === 1 && run.counts.succeeded === 1);
    later = 25 * 60 * 60_000;
    await world.runs.resume(id);
    const run = await until(world.runs, id, (now) => now.items.some((item) => item.problem?.code === 'undecided'));
    expect(run).toMatchObject({ state: 'running', counts: { uncertain: 1, succeeded: 1 }, finishedAt: null });
    expect(world.engine.posts).toHaveLength(2);
    expect(await books(world, id)).toEqual({ ledger: { reserved: PRICE, spent: PRICE }, items: { reserved: PRICE, spent: PRICE } });
  });

  it('[RUN-2] does not guess from a history without inputs', async () => {
    const world = makeWorld(database());
    world.engine.fate = () => 'lost';
    world.engine.historyWithInputs = false;
    await start(world.runs);
    const { id, revision } = await world.runs.accept(newRun(world.workspaceId), caller);
    const run = await until(world.runs, id, (now) => now.counts.uncertain === 1 && now.revision > revision + 4);
    expect(run.items[0]).toMatchObject({ state: 'uncertain', predictionId: null, problem: { code: 'uncertain' } });
  });

  it('[ENG-7] pauses the key’s queue instead of failing items when the key is refused', async () => {
    const world = makeWorld(database());
    world.engine.fate = (post) => (post < 5 ? 'key' : 'made');
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 3 }), caller);
    const run = await until(world.runs, id, finished);
    expect(run.counts.succeeded).toBe(3);
    expect(world.engine.posts).toHaveLength(8);
  });

  it('[ENG-5] takes fewer outputs than asked, and those only that are pictures', async () => {
    const world = makeWorld(database());
    const ends = [
      ['https://cdn.example/a.png', 'not an address'],
      ['https://cdn.example/broken.png', 'https://cdn.example/b.png']
    ];
    world.engine.ending = (prediction) => ({ ...prediction, status: 'completed', outputs: ends.shift() ?? [] });
    world.blobs.onKeep = (bytes) => {
      if (new TextDecoder().decode(bytes).includes('broken')) throw blobProblem('unreadable-picture');
    };
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v4/sequential', params: { max_images: 2 } };
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { recipe, count: 3 }), caller);
    const run = await until(world.runs, id, finished);
    expect(run.counts).toMatchObject({ succeeded: 2, failed: 1 });
    expect(run.items.map((item) => item.assets.length).toSorted()).toEqual([0, 1, 1]);
    expect([...world.galleries.assets.values()].map((asset) => asset.made?.output).toSorted()).toEqual([0, 1]);
    expect(run.items.find((item) => item.state === 'failed')).toMatchObject({ problem: { code: 'outputs-unusable' }, charged: 2 * PRICE });
    expect((await books(world, id)).ledger).toEqual({ reserved: 0, spent: 6 * PRICE });
  });

  it('[RUN-8] splits an odd price over the outputs without losing a micro', async () => {
    const world = makeWorld(database());
    const outputs = [0, 1, 2, 3, 4, 5, 6].map((n) => `https://cdn.example/${n}.png`);
    world.engine.ending = (prediction) => ({ ...prediction, status: 'completed', outputs });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    await until(world.runs, id, finished);
    const costs = [...world.galleries.assets.values()].map((asset) => asset.made?.cost ?? 0);
    expect(costs).toHaveLength(7);
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(PRICE);
  });

  it('[ENG-5] copies again after trouble of any kind, without a second POST or charge', async () => {
    const world = makeWorld(database());
    const troubles = { download: 2, keep: 2, deliver: 2 };
    const trouble = (kind: keyof typeof troubles, error: Error) => () => {
      troubles[kind] -= 1;
      if (troubles[kind] >= 0) throw error;
    };
    world.engine.onDownload = trouble('download', new Error('reset'));
    world.blobs.onKeep = trouble('keep', problem('disk-full'));
    world.galleries.onDeliver = trouble('deliver', new Error('not now'));
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    const run = await until(world.runs, id, finished);
    expect(run.items[0]).toMatchObject({ state: 'succeeded', attempts: 1, problem: null, charged: PRICE });
    expect(world.engine.posts).toHaveLength(1);
    expect(world.galleries.assets.size).toBe(1);
  });

  it('[RUN-5] gives up copying after hours only, and a retry copies again without paying again', async () => {
    let later = 0;
    const world = makeWorld(database(), { now: () => Date.now() + later });
    world.engine.onDownload = () => {
      later += 60 * 60_000;
      throw new Error('unreachable');
    };
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    const failed = await until(world.runs, id, finished);
    expect(failed.items[0]).toMatchObject({ state: 'failed', problem: { code: 'copy-failed' }, charged: PRICE, assets: [] });
    world.engine.onDownload = () => {};
    await world.runs.retry(id, caller);
    const run = await until(world.runs, id, all('succeeded'));
    expect(run).toMatchObject({ state: 'finished', charged: PRICE });
    expect(world.engine.posts).toHaveLength(1);
    expect(await books(world, id)).toEqual({ ledger: { reserved: 0, spent: PRICE }, items: { reserved: 0, spent: PRICE } });
  });

  it('[RUN-5] counts as charged what the provider no longer has', async () => {
    const world = makeWorld(database(), { timings: { goneAfter: 0 } });
    world.engine.ending = (prediction) => prediction;
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    await until(world.runs, id, all('submitted'));
    world.engine.predictions.clear();
    const run = await until(world.runs, id, finished);
    expect(run.items[0]).toMatchObject({ state: 'failed', problem: { code: 'gone' }, charged: PRICE });
    expect((await books(world, id)).ledger).toEqual({ reserved: 0, spent: PRICE });
  });

  it('[RUN-5] fails an item without charge when its reference is gone before it is sent', async () => {
    const world = makeWorld(database());
    const hash = await keepReference(world, 'soon gone');
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v4/edit', references: [{ hash }] };
    const { id } = await world.runs.accept(newRun(world.workspaceId, { recipe, count: 2 }), caller);
    world.blobs.kept.clear();
    await start(world.runs);
    const run = await until(world.runs, id, finished);
    expect(run.items.map((item) => item.problem?.code)).toEqual(['reference-missing', 'reference-missing']);
    expect(world.engine.posts).toHaveLength(0);
    expect((await books(world, id)).ledger).toEqual({ reserved: 0, spent: 0 });
  });

  it('[RUN-2] tries an upload again by itself', async () => {
    const world = makeWorld(database());
    const hash = await keepReference(world, 'reference');
    const { upload } = world.engine;
    let failures = 2;
    world.engine.upload = async (...input) => {
      failures -= 1;
      if (failures >= 0) throw new Error('reset');
      return upload(...input);
    };
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v4/edit', references: [{ hash }] };
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { recipe }), caller);
    expect(await until(world.runs, id, finished)).toMatchObject({ counts: { succeeded: 1 } });
  });
});
