// Proves what runs look after by themselves: nothing stays at the provider alone, the bill has the last word, webhooks move items at once.
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import type { Prediction } from '#area/engine';
import { scriptedEngine, type ScriptedEngine } from './scripted-engine.fixture.ts';
import { books, caller, describeRuns, finished, makeWorld, newRun, PRICE, until, type World } from './world.fixture.ts';

const HOUR = 60 * 60_000;
const { signal } = new AbortController();

/** A prediction that another program made with the same key. */
function foreign(engine: ScriptedEngine, at: number, changes: Partial<Prediction> = {}): Prediction {
  const prediction: Prediction = {
    id: newId(),
    model: 'bytedance/seedream-v4',
    status: 'completed',
    outputs: ['https://cdn.example/foreign.png'],
    nsfw: [],
    createdAt: at,
    inputs: { prompt: 'Something else' },
    ...changes
  };
  engine.predictions.set(prediction.id, prediction);
  return prediction;
}

describeRuns(({ database, start }) => {
  let later = 0;
  const now = () => Date.now() + later;
  const fresh = (changes: Parameters<typeof makeWorld>[1] = {}) => {
    later = 0;
    return makeWorld(database(), { engine: scriptedEngine({ kind: 'wavespeed', now }), now, ...changes });
  };
  const undecided = async (world: World, id: string) => {
    await until(world.runs, id, (run) => run.counts.uncertain === run.items.length);
    later += 25 * HOUR;
    await world.runs.resume(id);
    await until(world.runs, id, (run) => run.items.every(({ problem }) => problem?.code === 'undecided'));
  };

  it('[ENG-5] copies what could not be copied before, without paying again, and once only', async () => {
    const world = fresh({ timings: { copyFor: -1 } });
    world.engine.onDownload = () => {
      throw new Error('no network');
    };
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 3 }), caller);
    const failed = await until(world.runs, id, finished);
    expect(failed.items.map(({ problem }) => problem?.code)).toEqual(['copy-failed', 'copy-failed', 'copy-failed']);
    world.engine.onDownload = () => {};
    later = 10 * 60_000;
    expect(await world.runs.upkeep.sweep(signal)).toMatchObject({ seen: 3, recovered: 3, strays: 0 });
    await until(world.runs, id, (run) => run.counts.succeeded === 3);
    expect([...world.galleries.assets.values()].map(({ made }) => made?.late)).toEqual([true, true, true]);
    const spent = { reserved: 0, spent: 3 * PRICE };
    expect(await books(world, id)).toEqual({ ledger: spent, items: spent });
    expect(await world.runs.upkeep.sweep(signal)).toMatchObject({ seen: 3, recovered: 0, lookedUp: 0, strays: 0 });
    expect(world.galleries.assets.size).toBe(3);
    expect(world.engine.posts).toHaveLength(3);
  });

  it('[ENG-5] asks for another link where the one it was given has expired, and pays once', async () => {
    const world = fresh();
    let asked = 0;
    const result = world.engine.result.bind(world.engine);
    world.engine.result = async (id) => ({ ...(await result(id)), outputs: [`https://cdn.example/${id}/${(asked += 1)}.png`] });
    const tried: string[] = [];
    world.engine.onDownload = (url) => {
      tried.push(url.slice(-5));
      if (url.endsWith('/1.png')) throw new Error('403 Expired');
    };
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    const run = await until(world.runs, id, finished);
    expect([run.counts.succeeded, tried, asked]).toEqual([1, ['1.png', '2.png'], 2]);
    const spent = { reserved: 0, spent: PRICE };
    expect(await books(world, id)).toEqual({ ledger: spent, items: spent });
    expect(world.engine.posts).toHaveLength(1);
  });

  it('[ENG-5] asks for another link where the file behind it is no picture, before the output counts as lost', async () => {
    const world = fresh();
    let asked = 0;
    const result = world.engine.result.bind(world.engine);
    world.engine.result = async (id) => ({
      ...(await result(id)),
      outputs: [(asked += 1) === 1 ? 'no link' : `https://cdn.example/${id}.png`]
    });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    expect((await until(world.runs, id, finished)).counts.succeeded).toBe(1);
  });

  it('[ENG-5] finds what a person had to settle as lost, keeps it, and charges it where it was taken for free', async () => {
    const world = fresh();
    const history = world.engine.history.bind(world.engine);
    world.engine.history = async () => [];
    world.engine.fate = () => 'lost';
    await start(world.runs);
    const recipe = { ...newRun('').recipe, prompt: newId() };
    const { id, items } = await world.runs.accept(newRun(world.workspaceId, { recipe, count: 2 }), caller);
    await undecided(world, id);
    await world.runs.settle(id, items[0]?.id ?? '', 'charged');
    await world.runs.settle(id, items[1]?.id ?? '', 'not-charged');
    world.engine.history = history;
    for (const prediction of world.engine.predictions.values())
      world.engine.predictions.set(prediction.id, world.engine.ending(prediction));
    expect(await world.runs.upkeep.sweep(signal)).toMatchObject({ seen: 2, recovered: 2, strays: 0 });
    const run = await until(world.runs, id, finished);
    expect(run).toMatchObject({ counts: { succeeded: 2 }, charged: 2 * PRICE });
    const spent = { reserved: 0, spent: 2 * PRICE };
    expect(await books(world, id)).toEqual({ ledger: spent, items: spent });
    expect(await world.runs.upkeep.sweep(signal)).toMatchObject({ recovered: 0, strays: 0 });
    expect([world.galleries.assets.size, world.engine.posts.length]).toEqual([2, 2]);
  });

  it('[ENG-5] looks an uncertain item up again when its prediction turns up late', async () => {
    const world = fresh();
    const history = world.engine.history.bind(world.engine);
    world.engine.history = async () => [];
    world.engine.fate = () => 'lost';
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { recipe: { ...newRun('').recipe, prompt: newId() } }), caller);
    await undecided(world, id);
    world.engine.history = history;
    for (const prediction of world.engine.predictions.values())
      world.engine.predictions.set(prediction.id, world.engine.ending(prediction));
    expect(await world.runs.upkeep.sweep(signal)).toMatchObject({ lookedUp: 1, recovered: 0, strays: 0 });
    expect(await until(world.runs, id, finished)).toMatchObject({ counts: { succeeded: 1 }, charged: PRICE });
  });

  it('[ENG-5] counts results that belong to no item, each once, and tells whoever pays the key', async () => {
    const world = fresh();
    foreign(world.engine, now() - HOUR);
    foreign(world.engine, now() - 30 * HOUR);
    foreign(world.engine, now() - HOUR, { status: 'running' });
    expect(await world.runs.upkeep.sweep(signal)).toMatchObject({ seen: 2, strays: 2 });
    expect(await world.runs.upkeep.sweep(signal)).toMatchObject({ seen: 2, strays: 0 });
    expect(await world.runs.upkeep.account('server')).toEqual({ balance: 0, strays: 2 });
    expect(await world.runs.upkeep.account('workspace:other')).toEqual({ balance: null, strays: 0 });
  });

  it('[RUN-8] corrects what was spent by the bill, and by the same bill only once', async () => {
    const world = fresh();
    world.engine.fate = (post) => (post === 2 ? 'fails' : 'made');
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 4 }), caller);
    const run = await until(world.runs, id, finished);
    const [first, second, third, fourth] = run.items
      .map(({ predictionId }) => predictionId ?? '')
      .toSorted((a, b) => {
        const order = [...world.engine.predictions.keys()];
        return order.indexOf(a) - order.indexOf(b);
      });
    later = 10 * 60_000;
    // Dearer, cheaper, charged although it failed, and not on the bill yet.
    const bill = new Map([
      [first ?? '', PRICE + 1_000],
      [second ?? '', 0],
      [third ?? '', 5_000]
    ]);
    world.engine.charges = async (ids) => new Map([...bill].filter(([one]) => ids.includes(one)));
    expect(await world.runs.upkeep.correct(signal)).toBe(3);
    const spent = 2 * PRICE + 6_000;
    const sums = { reserved: 0, spent };
    expect(await books(world, id)).toEqual({ ledger: sums, items: sums });
    const entries = await database().db.selectFrom('ledger').select('id').where('run_id', '=', id).execute();
    expect(await world.runs.upkeep.correct(signal)).toBe(0);
    expect(await database().db.selectFrom('ledger').select('id').where('run_id', '=', id).execute()).toEqual(entries);
    // A refund later is a correction of its own, also back to an amount of before.
    bill.set(first ?? '', 0);
    expect(await world.runs.upkeep.correct(signal)).toBe(1);
    bill.set(first ?? '', PRICE + 1_000);
    expect(await world.runs.upkeep.correct(signal)).toBe(1);
    expect(await books(world, id)).toEqual({ ledger: sums, items: sums });
    expect((await world.runs.get(id)).items.find(({ predictionId }) => predictionId === fourth)).toMatchObject({ charged: PRICE });
  });

  it('[ENG-4] moves an item at once when a webhook tells of its end, and a repetition changes nothing', async () => {
    const tokens: string[] = [];
    const world = fresh({
      timings: { poll: { sandbox: 60_000, image: 60_000, video: 60_000 } },
      webhook: (token) => {
        tokens.push(token);
        return `https://preset.example/api/engine/webhook/${token}`;
      }
    });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    const sent = await until(world.runs, id, (run) => run.counts.submitted === 1);
    const [token = ''] = tokens;
    expect(await world.runs.keyOfAttempt(token)).toBe('server');
    expect(await world.runs.keyOfAttempt('unknown')).toBeUndefined();
    const [prediction] = world.engine.predictions.values();
    if (!prediction) throw new Error('nothing was sent');
    await world.runs.onPrediction(token, { ...world.engine.ending(prediction), id: 'somebody-elses' });
    expect((await world.runs.get(id)).counts.submitted).toBe(1);
    await world.runs.onPrediction(token, world.engine.ending(prediction));
    const run = await until(world.runs, id, finished);
    expect(run).toMatchObject({ counts: { succeeded: 1 }, items: [{ predictionId: sent.items[0]?.predictionId }] });
    // An answer may hold newer items under an older revision.
    const { revision } = await world.runs.get(id);
    await world.runs.onPrediction(token, world.engine.ending(prediction));
    await world.runs.onPrediction('unknown', prediction);
    expect((await world.runs.get(id)).revision).toBe(revision);
  });

  it('[ENG-4] takes a webhook as proof for a submission whose answer was lost', async () => {
    const tokens: string[] = [];
    const world = fresh({ webhook: (token) => (tokens.push(token), `https://preset.example/${token}`) });
    world.engine.historyWithInputs = false;
    world.engine.fate = () => 'lost';
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { recipe: { ...newRun('').recipe, prompt: newId() } }), caller);
    await until(world.runs, id, (run) => run.counts.uncertain === 1);
    const [prediction] = world.engine.predictions.values();
    if (!prediction) throw new Error('nothing was sent');
    await world.runs.onPrediction(tokens[0] ?? '', world.engine.ending(prediction));
    expect(await until(world.runs, id, finished)).toMatchObject({ counts: { succeeded: 1 }, charged: PRICE });
    expect(world.engine.posts).toHaveLength(1);
  });

  it('[RUN-2] says of a lost answer what is known: when, what, how much, and what of the bill belongs to nobody', async () => {
    const world = fresh();
    world.engine.fate = (post) => (post === 0 ? 'never' : 'made');
    await start(world.runs);
    const { id, items } = await world.runs.accept(newRun(world.workspaceId, { recipe: { ...newRun('').recipe, prompt: newId() } }), caller);
    await until(world.runs, id, (run) => run.counts.uncertain === 1);
    const other = foreign(world.engine, now());
    const unpaid = foreign(world.engine, now() + 1);
    world.engine.charges = async () => new Map([[other.id, PRICE]]);
    const item = await world.runs.item(id, items[0]?.id ?? '');
    expect(item.doubt).toMatchObject({ model: 'bytedance/seedream-v4', price: PRICE, mayBeSettled: false });
    expect(item.doubt?.found?.toSorted((a, b) => a.at - b.at)).toEqual([
      { predictionId: other.id, at: other.createdAt, charged: PRICE },
      { predictionId: unpaid.id, at: unpaid.createdAt, charged: null }
    ]);
    world.engine.history = async () => Promise.reject(new Error('no network'));
    expect((await world.runs.item(id, items[0]?.id ?? '')).doubt).toMatchObject({ found: null });
  });

  it('[ENG-6] takes the provider’s quote where no price is known', async () => {
    const world = fresh();
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v5.5' };
    const run = await world.runs.accept(newRun(world.workspaceId, { recipe, count: 3 }), caller);
    expect(run.price).toEqual({ item: 50_000, total: 150_000 });
  });

  it('[ENG-7] expects an end that grows with the queue, and none while paused or finished', async () => {
    const limits = { imagesPerMinute: 2, videosPerMinute: 2, concurrent: 2 };
    const world = fresh({ engine: scriptedEngine({ kind: 'wavespeed', limits, now }) });
    const small = await world.runs.accept(newRun(world.workspaceId, { count: 2 }), caller);
    const large = await world.runs.accept(newRun(world.workspaceId, { count: 20 }), caller);
    expect(small.eta).toBeGreaterThan(now());
    expect(large.eta).toBeGreaterThan((small.eta ?? 0) + 5 * 60_000);
    expect((await world.runs.pause(large.id)).eta).toBeNull();
    expect((await world.runs.cancel(large.id)).eta).toBeNull();
    expect((await world.runs.list(world.workspaceId)).runs.map(({ eta }) => eta === null)).toEqual([true, false]);
  });
});
