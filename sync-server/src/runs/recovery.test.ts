// Proves that a process may die between any two of its actions: the next one goes on, and nothing is sent or paid twice.
import { expect, it } from 'vitest';
import { newId } from 'shared/kernel';
import type { Database } from '#platform/database';
import { scriptedEngine, type Fate, type ScriptedEngine } from './scripted-engine.fixture.ts';
import { Runs } from './service.ts';
import {
  books,
  caller,
  describeRuns,
  finished,
  keepReference,
  makeWorld,
  newRun,
  PRICE,
  until,
  sourceOf,
  uploads
} from './world.fixture.ts';

/** The number of the action at which the process dies, and whether it has. */
class Life {
  readonly #last: number;
  #actions = 0;
  readonly died = Promise.withResolvers<void>();

  constructor(last: number) {
    this.#last = last;
  }

  /** Passes while the process lives; never returns afterwards, as in a killed process. */
  async act(): Promise<void> {
    this.#actions += 1;
    if (this.#actions === this.#last) this.died.resolve();
    if (this.#actions >= this.#last) await new Promise<never>(() => {});
  }

  /** The same object, whose listed methods die before or after they do their work. */
  mortal<Thing extends object>(thing: Thing, methods: readonly (keyof Thing)[]): Thing {
    return new Proxy(thing, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const method = value.bind(target) as (...input: unknown[]) => unknown;
        if (!methods.includes(name as keyof Thing)) return method;
        return async (...input: unknown[]) => {
          await this.act();
          const result = await method(...input);
          await this.act();
          return result;
        };
      }
    });
  }

  /** A database whose transactions die before their begin or after their commit; in between it is the database's own affair. */
  mortalDatabase(database: Database): Database {
    const db = new Proxy(database.db, {
      get: (target, name) => {
        if (name === 'transaction')
          return () => this.mortal({ execute: target.transaction().execute.bind(target.transaction()) }, ['execute']);
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
    });
    return new Proxy(database, { get: (target, name) => (name === 'db' ? db : Reflect.get(target, name)) });
  }
}

describeRuns(({ database, start }) => {
  /** Lives once up to the given action, then again to the end; undefined when the first life reached the end by itself. */
  async function dieAt(action: number, engine: ScriptedEngine) {
    const world = makeWorld(database(), { engine });
    const hash = await keepReference(world, 'reference');
    // Words of its own, since what earlier deaths left uncertain is still being looked for.
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v4/edit', prompt: newId(), references: [{ hash }] };
    const request = newRun(world.workspaceId, { recipe, count: 2 });
    const life = new Life(action);
    const first = new Runs({
      ...world.options,
      database: life.mortalDatabase(database()),
      engines: sourceOf(life.mortal(engine, ['submit', 'result', 'download', 'upload', 'history'])),
      blobs: life.mortal(world.blobs, ['keep']),
      galleries: life.mortal(world.galleries, ['reserve', 'deliver'])
    });
    const lived = first
      .start()
      .then(() => first.accept(request, caller))
      .then((run) => until(first, run.id, finished));
    const ended = await Promise.race([life.died.promise.then(() => false), lived.then(() => true)]);
    if (ended) return undefined;
    lived.catch(() => undefined);
    // The old process holds leases of a minute; PostgreSQL's next process has to wait them out.
    const second = makeWorld(database(), { ...world.options, uploads: uploads(), engine, now: () => Date.now() + 120_000 });
    await start(second.runs);
    await second.runs.accept(request, caller);
    return { world, runs: second.runs, id: request.id };
  }

  const engines: [string, (now: () => number) => ScriptedEngine][] = [
    ['the sandbox', (now) => scriptedEngine({ now })],
    ['an engine without seeds', (now) => scriptedEngine({ kind: 'wavespeed', now })]
  ];
  for (const [name, make] of engines) {
    it(`[RUN-2] goes on after a death at any step, sending and charging nothing twice, with ${name}`, async () => {
      let action = 0;
      for (let dead = true; dead;) {
        action += 1;

        const engine = make(Date.now);
        const after = await dieAt(action, engine);
        dead = after !== undefined;
        if (!after) continue;
        const { world, runs, id } = after;
        // What was sent and lost is found again; what was not sent though announced stays uncertain, and is never sent.
        const settled = await until(
          runs,
          id,
          (run) => run.counts.succeeded + run.counts.uncertain === 2 && run.counts.succeeded === engine.predictions.size
        );
        expect(engine.posts.length, `POSTs after dying at ${action}`).toBe(settled.counts.succeeded);
        const spent = settled.counts.succeeded * PRICE;
        const reserved = settled.counts.uncertain * PRICE;
        expect(await books(world, id), `books after dying at ${action}`).toEqual({
          ledger: { reserved, spent },
          items: { reserved, spent }
        });
        expect(world.galleries.assets.size, `assets after dying at ${action}`).toBe(settled.counts.succeeded);
        await runs.drain();
      }
      expect(action).toBeGreaterThan(30);
    }, 120_000);
  }

  it('[RUN-2] finds every one of equal submissions again, however long the server was down, and asks nobody about them', async () => {
    const engine = scriptedEngine({ kind: 'wavespeed' });
    const { submit } = engine;
    const world = makeWorld(database(), { engine });
    // The process dies while all answers are on their way.
    engine.submit = async (...input) => {
      await submit(...input);
      return new Promise<never>(() => {});
    };
    await world.runs.start();
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 9 }), caller);
    await until(world.runs, id, (run) => run.counts.submitting === 9 && engine.posts.length === 9);
    engine.submit = submit;
    const next = makeWorld(database(), { ...world.options, engine, now: () => Date.now() + 30 * 60_000 });
    await start(next.runs);
    expect(
      await until(next.runs, id, (run) => finished(run) || run.items.some(({ problem }) => problem?.code === 'undecided'))
    ).toMatchObject({
      counts: { succeeded: 9 }
    });
    expect(engine.posts).toHaveLength(9);
  });

  it('[RUN-2] lets a drained server’s items go on at once in the next', async () => {
    const engine = scriptedEngine();
    const { ending } = engine;
    engine.ending = (prediction) => prediction;
    const world = makeWorld(database(), { engine });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId, { count: 8 }), caller);
    await until(world.runs, id, (run) => run.counts.submitted === 8);
    await world.runs.drain();
    const leases = await database().db.selectFrom('item').select('id').where('owner', 'is not', null).execute();
    expect(leases).toEqual([]);
    engine.ending = ending;
    const next = makeWorld(database(), { ...world.options, engine });
    await start(next.runs);
    expect(await until(next.runs, id, finished)).toMatchObject({ counts: { succeeded: 8 } });
    expect(engine.posts).toHaveLength(8);
  });

  it('[RUN-2] writes down the answer of a POST that is under way while draining', async () => {
    const engine = scriptedEngine();
    const sent = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const { submit } = engine;
    engine.submit = async (...input) => {
      const submission = await submit(...input);
      sent.resolve();
      await answer.promise;
      return submission;
    };
    const world = makeWorld(database(), { engine });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    await sent.promise;
    const drained = world.runs.drain();
    answer.resolve();
    await drained;
    expect((await world.runs.get(id)).items[0]).toMatchObject({ state: 'submitted', predictionId: [...engine.predictions.keys()][0] });
  });

  it('[ENG-3] lets an answer count that comes after its lease ran out and another process doubted it', async () => {
    const engine = scriptedEngine();
    engine.historyWithInputs = false;
    const sent = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const { submit } = engine;
    engine.submit = async (...input) => {
      const submission = await submit(...input);
      sent.resolve();
      await answer.promise;
      return submission;
    };
    const world = makeWorld(database(), { engine });
    await start(world.runs);
    const { id } = await world.runs.accept(newRun(world.workspaceId), caller);
    await sent.promise;
    const other = makeWorld(database(), { ...world.options, engine, now: () => Date.now() + 120_000 });
    await start(other.runs);
    await until(other.runs, id, (run) => run.counts.uncertain === 1);
    answer.resolve();
    await until(other.runs, id, (run) => run.counts.submitted + run.counts.copying + run.counts.succeeded === 1);
    await other.runs.resume(id);
    expect(await until(other.runs, id, finished)).toMatchObject({ counts: { succeeded: 1 }, charged: PRICE });
    expect(engine.posts).toHaveLength(1);
  });

  it('[RUN-2] survives deaths in the middle of mixed outcomes', async () => {
    const fates: Fate[] = ['later', 'fails', 'refused', 'lost', 'key', 'made'];
    for (const action of [9, 14, 19, 23, 27, 31]) {
      const engine = scriptedEngine();
      engine.fate = (post) => fates[(post + action) % fates.length] ?? 'made';
      const after = await dieAt(action, engine);
      if (!after) continue;
      const { world, runs, id } = after;
      await until(runs, id, (run) => run.counts.queued + run.counts.submitting + run.counts.submitted + run.counts.copying === 0);
      const { ledger, items } = await books(world, id);
      expect(ledger).toEqual(items);
      await runs.drain();
    }
  }, 60_000);
});
