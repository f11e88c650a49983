// Proves that a run's items may differ: each is judged, priced, sent, delivered and charged as what it itself asks for.
import { newId, type ProblemDocument } from 'shared/kernel';
import { expect, it } from 'vitest';
import { books, caller, describeRuns, finished, keepReference, makeWorld, newRun, PRICE, until, sourceOf } from './world.fixture.ts';

const refusal = async (promise: Promise<unknown>): Promise<ProblemDocument> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason
  );
  return (error as { document: ProblemDocument }).document;
};
const editing = { ...newRun('').recipe, model: 'bytedance/seedream-v4/edit', prompt: 'Make it evening' };

describeRuns(({ database, start }) => {
  it('[PLAY-4] sends, delivers and charges every item as what it asks for, each picture handed over once', async () => {
    const world = makeWorld(database());
    const [a, b] = [await keepReference(world, 'a'), await keepReference(world, 'b')];
    const each = [
      { references: [{ hash: a }], label: 'first' },
      { references: [{ hash: b }], prompt: 'Make it noon' },
      { references: [{ hash: a }], params: { size: '4096*4096' } }
    ];
    await start(world.runs);
    const accepted = await world.runs.accept(newRun(world.workspaceId, { recipe: editing, each, count: 3, mode: 'batch-edit' }), caller);
    expect(accepted).toMatchObject({ mode: 'batch-edit', price: { item: PRICE, total: 3 * PRICE }, priority: 'normal' });
    expect(accepted.items.map(({ change }) => change)).toEqual(each);
    const run = await until(world.runs, accepted.id, finished);
    const asked = world.engine.posts.map(({ inputs: { prompt, size, images } }) => ({ prompt, size, images }));
    expect(asked).toHaveLength(3);
    expect(asked).toContainEqual({ prompt: 'Make it noon', size: undefined, images: [expect.stringContaining(b.slice(0, 16))] });
    expect(asked).toContainEqual({ prompt: 'Make it evening', size: '4096*4096', images: [expect.stringContaining(a.slice(0, 16))] });
    expect(world.engine.uploads).toHaveLength(2);
    const recipes = run.items.map((item) => world.galleries.assets.get(item.assets[0] ?? ''));
    expect(recipes.map((asset) => [asset?.recipe?.prompt, asset?.parents[0]])).toEqual([
      ['Make it evening', a],
      ['Make it noon', b],
      ['Make it evening', a]
    ]);
  });

  it('[RUN-8] prices each item by its own parameters: the sum is reserved, and each is settled or released at its own', async () => {
    const world = makeWorld(database());
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v4/sequential' };
    const each = [1, 2, 5].map((max_images) => ({ params: { max_images } }));
    world.engine.fate = (_, inputs) => (inputs.max_images === 2 ? 'refused' : 'made');
    const { id, items, price } = await world.runs.accept(newRun(world.workspaceId, { recipe, each, count: 3, mode: 'sequence' }), caller);
    expect(items.map((item) => item.price)).toEqual([PRICE, 2 * PRICE, 5 * PRICE]);
    expect(price).toEqual({ item: Math.round((8 * PRICE) / 3), total: 8 * PRICE });
    expect((await books(world, id)).ledger).toEqual({ reserved: 8 * PRICE, spent: 0 });
    await start(world.runs);
    await until(world.runs, id, finished);
    const spent = { reserved: 0, spent: 6 * PRICE };
    expect(await books(world, id)).toEqual({ ledger: spent, items: spent });
    world.engine.fate = () => 'made';
    await world.runs.retry(id, caller);
    expect(await until(world.runs, id, finished)).toMatchObject({ charged: 8 * PRICE });
    const all = { reserved: 0, spent: 8 * PRICE };
    expect(await books(world, id)).toEqual({ ledger: all, items: all });
  });

  it('[RUN-1] names every item whose recipe or picture is wrong, asking for each picture once', async () => {
    const world = makeWorld(database());
    const hash = await keepReference(world, 'there');
    const asked: string[] = [];
    const { info } = world.blobs;
    world.blobs.info = (workspaceId, one) => {
      asked.push(one);
      return info.call(world.blobs, workspaceId, one);
    };
    const none = '0'.repeat(64);
    const wrong = {
      recipe: editing,
      count: 3,
      each: [{ references: [{ hash }] }, {}, { references: [{ hash }], params: { size: '1*1' } }]
    };
    const refused = await refusal(world.runs.accept(newRun(world.workspaceId, wrong), caller));
    expect(refused).toMatchObject({
      code: 'invalid-input',
      fields: [{ path: 'each.1.references' }, { path: 'each.2.params.size' }]
    });
    const each = Array.from({ length: 1_000 }, (_, n) => ({ references: [{ hash: n === 7 ? none : hash }] }));
    const missing = await refusal(world.runs.accept(newRun(world.workspaceId, { recipe: editing, count: 1_000, each }), caller));
    expect(missing).toMatchObject({ code: 'reference-missing', fields: [{ path: 'each.7.references.0' }] });
    expect(asked.toSorted()).toEqual([none, hash].toSorted());
  });

  it('[PLAY-2] ends an item of a text model with its words, without an asset, and keeps it out of the lists', async () => {
    const world = makeWorld(database());
    world.engine.ending = (prediction) => ({ ...prediction, status: 'completed', outputs: ['A tall lighthouse at dusk, 35 mm'] });
    await start(world.runs);
    const recipe = { ...newRun('').recipe, model: 'wavespeed-ai/prompt-optimizer', prompt: 'lighthouse' };
    expect(await refusal(world.runs.accept(newRun(world.workspaceId, { recipe }), caller))).toMatchObject({ code: 'invalid-input' });
    const pictures = newRun(world.workspaceId, { mode: 'prompt' });
    expect(await refusal(world.runs.accept(pictures, caller))).toMatchObject({ code: 'invalid-input' });
    const { id } = await world.runs.accept(newRun(world.workspaceId, { recipe, mode: 'prompt' }), caller);
    const run = await until(world.runs, id, finished);
    expect(run.items[0]).toMatchObject({
      state: 'succeeded',
      text: 'A tall lighthouse at dusk, 35 mm',
      assets: [],
      charged: run.price.item
    });
    expect(world.galleries.assets.size).toBe(0);
    expect((await world.runs.list(world.workspaceId)).runs).toEqual([]);
    expect((await world.runs.list(world.workspaceId, { mode: 'prompt' })).runs.map((one) => one.id)).toEqual([id]);
  });

  it('[RUN-6] refuses a run that has become dearer than the person saw, and takes one that has not', async () => {
    const { runs, workspaceId } = makeWorld(database());
    const queued = newRun(workspaceId, { count: 2, expected: 2 * PRICE - 1 });
    expect(await refusal(runs.accept(queued, caller))).toMatchObject({
      code: 'price-changed',
      status: 409,
      detail: 'It costs $0.054 now, not $0.053999.',
      fields: [{ path: 'expected', message: String(2 * PRICE) }]
    });
    expect(await runs.accept({ ...queued, expected: 2 * PRICE }, caller)).toMatchObject({ state: 'waiting' });
    // Sent again, it is the same run, whatever it expected.
    expect(await runs.accept(queued, caller)).toMatchObject({ id: queued.id });
  });

  it('[RUN-3] answers only the items that changed since a revision', async () => {
    const world = makeWorld(database());
    const { id, revision, items } = await world.runs.accept(newRun(world.workspaceId, { count: 5 }), caller);
    expect(await world.runs.get(id, revision)).toMatchObject({ since: revision, items: [], counts: { queued: 5 } });
    const cancelled = await world.runs.cancel(id, items[3]?.id);
    const changed = await world.runs.get(id, revision);
    expect(changed.items.map(({ index, state }) => [index, state])).toEqual([[3, 'cancelled']]);
    const whole = { since: undefined, items: [], eta: null };
    expect({ ...changed, ...whole }).toEqual({ ...cancelled, ...whole });
    expect((await world.runs.get(id, cancelled.revision)).items).toEqual([]);
  });

  it('[RUN-5] tells the way of an item from saved to copied, with its attempts and its money', async () => {
    const world = makeWorld(database());
    world.engine.fate = (post) => (post === 0 ? 'later' : 'made');
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    const run = await until(world.runs, id, finished);
    const item = await world.runs.item(id, run.items[0]?.id ?? '');
    expect(item.history.map(({ what, attempt }) => (attempt === undefined ? what : `${what} ${attempt}`))).toEqual([
      'saved',
      'sent 1',
      'refused 1',
      'sent 2',
      'accepted 2',
      'made',
      'copied',
      'charged',
      'succeeded'
    ]);
    expect(item.history.find(({ what }) => what === 'charged')?.amount).toBe(PRICE);
    expect(item.recipe.prompt).toBe('A lighthouse at dusk');
    await expect(world.runs.item(newId(), run.items[0]?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[RUN-2] lets a person settle an item that nobody found: charged and lost, or not charged and retried, once', async () => {
    let later = 0;
    const world = makeWorld(database(), { now: () => Date.now() + later });
    world.engine.fate = (post) => (post < 2 ? 'never' : 'made');
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 3 }), caller);
    const waiting = await until(world.runs, id, (run) => run.counts.uncertain === 2 && run.counts.succeeded === 1);
    const [first = '', second = ''] = waiting.items.filter(({ state }) => state === 'uncertain').map((item) => item.id);
    expect(await refusal(world.runs.settle(id, first, 'charged'))).toMatchObject({ code: 'not-settleable' });
    later = 25 * 60 * 60_000;
    await world.runs.resume(id);
    await until(world.runs, id, (run) => run.items.filter(({ problem }) => problem?.code === 'undecided').length === 2);
    await world.runs.settle(id, first, 'charged');
    const lost = await world.runs.settle(id, first, 'charged');
    expect(lost.items.find((item) => item.id === first)).toMatchObject({
      state: 'failed',
      charged: PRICE,
      problem: { code: 'lost-charged' }
    });
    expect(await refusal(world.runs.settle(id, first, 'not-charged'))).toMatchObject({ code: 'not-settleable' });
    const half = { reserved: PRICE, spent: 2 * PRICE };
    expect(await books(world, id)).toEqual({ ledger: half, items: half });
    expect(await world.runs.settle(id, second, 'not-charged')).toMatchObject({ state: 'finished', charged: 2 * PRICE });
    const free = { reserved: 0, spent: 2 * PRICE };
    expect(await books(world, id)).toEqual({ ledger: free, items: free });
    await world.runs.retry(id, caller, second);
    expect(await until(world.runs, id, finished)).toMatchObject({ counts: { succeeded: 2, failed: 1 }, charged: 3 * PRICE });
    expect(await refusal(world.runs.settle(id, newId(), 'charged'))).toMatchObject({ code: 'not-found' });
  });

  it('[RUN-8] holds caps for a run, a member’s day and the workspace’s day, saying by how much', async () => {
    let now = Date.UTC(2026, 10, 27, 23);
    const world = makeWorld(database(), { now: () => now });
    const { runs, workspaceId } = world;
    const cap = {
      workspace_id: workspaceId,
      run: 3 * PRICE,
      member_day: 4 * PRICE,
      workspace_day: 6 * PRICE,
      updated_by: '',
      updated_at: 1
    };
    await database().db.insertInto('cap').values(cap).execute();
    const bob = { ...caller, userId: 'bob' };
    const cy = { ...caller, userId: 'cy' };
    const accept = (count: number, who = caller) => runs.accept(newRun(workspaceId, { count }), who);
    expect(await refusal(accept(4))).toMatchObject({
      code: 'over-run-cap',
      detail: 'Over the cap for one run by $0.027. Ask for fewer, or ask an owner.'
    });
    const mine = await accept(3);
    expect(await refusal(accept(2))).toMatchObject({
      code: 'over-member-cap',
      detail: 'Over your cap for today by $0.027. Ask an owner, or send it tomorrow.'
    });
    // However many ask at once, no more is reserved than the cap allows.
    const outcomes = await Promise.allSettled([accept(2, bob), accept(2, cy), accept(2, bob)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(accept(2, { ...caller, userId: 'di' }))).toMatchObject({
      code: 'over-day-cap',
      detail: 'Over today’s cap by $0.027. Ask an owner, or send it tomorrow.'
    });
    now += 2 * 60 * 60_000;
    // What is given back tomorrow was reserved today, and makes no room tomorrow.
    await runs.cancel(mine.id);
    await accept(3);
    expect(await refusal(accept(2))).toMatchObject({ code: 'over-member-cap' });
    const other = makeWorld(database(), { now: () => now });
    await expect(other.runs.accept(newRun(other.workspaceId, { count: 50 }), caller)).resolves.toMatchObject({ state: 'waiting' });
  });

  it('[ENG-7] serves a member’s runs by priority, then by age', async () => {
    const world = makeWorld(database());
    world.engine.fate = () => 'refused';
    const prompts = ['old', 'new', 'late', 'first'];
    const ids: string[] = [];
    for (const prompt of prompts)
      ids.push((await world.runs.accept(newRun(world.workspaceId, { recipe: { ...newRun('').recipe, prompt } }), caller)).id);
    expect(await world.runs.prioritise(ids[2] ?? '', 'low')).toMatchObject({ priority: 'low' });
    await world.runs.prioritise(ids[3] ?? '', 'high');
    const single = { ...world.engine, limits: { ...world.engine.limits, concurrent: 1 } };
    const { runs } = makeWorld(database(), { ...world.options, engines: sourceOf(single) });
    await start(runs);
    await Promise.all(ids.map((id) => until(runs, id, finished)));
    expect(world.engine.posts.map(({ inputs }) => inputs.prompt)).toEqual(['first', 'old', 'new', 'late']);
  });
});
