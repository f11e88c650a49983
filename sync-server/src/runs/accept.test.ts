// Proves how runs are accepted, refused, priced and listed.
import { engineProblem } from 'shared/engine';
import { newId, type ProblemDocument } from 'shared/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#platform/database';
import { describeDatabases } from '../platform/database/test-databases.ts';
import type { TestDatabase } from '../platform/database/test-databases.ts';
import { itemId } from './accept.ts';
import { books, caller, keepReference, makeWorld, newRun, PRICE } from './world.fixture.ts';

describeDatabases((make) => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await make();
    database = await test.open();
  });
  afterAll(async () => {
    await database.close();
    await test.remove();
  });

  const refusal = async (promise: Promise<unknown>): Promise<ProblemDocument> => {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason
    );
    return (error as { document: ProblemDocument }).document;
  };
  const count = async (table: 'run' | 'item' | 'ledger', runId: string) => {
    const rows = await database.db
      .selectFrom(table)
      .select('id')
      .where(table === 'run' ? 'id' : 'run_id', '=', runId)
      .execute();
    return rows.length;
  };
  const grant = (purse: string, granted: number) =>
    database.db
      .insertInto('ledger')
      .values({ id: newId(), purse, kind: 'grant', run_id: null, item_id: null, granted, reserved: 0, spent: 0, created_at: 1 })
      .execute();

  it('[RUN-1] accepts 1,000 items at once and reserves the whole price with them', async () => {
    const { runs, workspaceId } = makeWorld(database);
    const request = newRun(workspaceId, { count: 1_000, title: 'A thousand lights' });
    const run = await runs.accept(request, caller);
    expect(run).toMatchObject({
      id: request.id,
      state: 'waiting',
      price: { item: PRICE, total: 1_000 * PRICE },
      charged: 0,
      counts: { queued: 1_000 },
      engine: 'sandbox'
    });
    expect(run.items.map(({ id }) => id)).toEqual(Array.from({ length: 1_000 }, (_, position) => itemId(request.id, position)));
    expect((await books({ database }, run.id)).ledger).toEqual({ reserved: 1_000 * PRICE, spent: 0 });
  });

  it('[RUN-1] calls a run that has no title by the first words of its prompt', async () => {
    const { runs, workspaceId } = makeWorld(database);
    const request = newRun(workspaceId);
    const recipe = { ...request.recipe, prompt: 'a red vase,\n on a plinth' };
    expect(await runs.accept({ ...request, recipe, title: undefined }, caller)).toMatchObject({ title: 'A red vase, on a plinth' });
    expect(await runs.accept(newRun(workspaceId, { title: 'Vases' }), caller)).toMatchObject({ title: 'Vases' });
  });

  it('[RUN-1] takes the same id twice, even at the same time, as the same run', async () => {
    const { runs, workspaceId } = makeWorld(database);
    const request = newRun(workspaceId, { count: 3 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => runs.accept(request, caller)));
    answers.push(await runs.accept({ ...request, count: 7 }, caller));
    // When it will be done is told anew each time.
    expect(new Set(answers.map((run) => JSON.stringify({ ...run, eta: null }))).size).toBe(1);
    expect([await count('run', request.id), await count('item', request.id), await count('ledger', request.id)]).toEqual([1, 3, 1]);
  });

  it('[ACC-4] says not-found for an id of another workspace', async () => {
    const { runs, workspaceId } = makeWorld(database);
    const request = newRun(workspaceId);
    await runs.accept(request, caller);
    expect(await refusal(runs.accept({ ...request, workspaceId: newId() }, caller))).toMatchObject({ code: 'not-found' });
  });

  it('[ENG-1] names what is wrong with a recipe, field by field', async () => {
    const { runs, workspaceId } = makeWorld(database);
    const request = newRun(workspaceId);
    const wrong = { ...request, recipe: { ...request.recipe, params: { size: '10*10' } } };
    expect(await refusal(runs.accept(wrong, caller))).toMatchObject({ code: 'invalid-input', fields: [{ path: 'recipe.params.size' }] });
    const words = { ...request, recipe: { ...request.recipe, model: 'wavespeed-ai/prompt-optimizer' } };
    expect(await refusal(runs.accept(words, caller))).toMatchObject({ code: 'invalid-input', fields: [{ path: 'recipe.model' }] });
    expect(await count('run', request.id)).toBe(0);
  });

  it('[ACC-4] refuses references that are not blobs of the workspace', async () => {
    const world = makeWorld(database);
    const mine = await keepReference(world, 'mine');
    const foreign = await keepReference({ ...world, workspaceId: newId() }, 'foreign');
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v4/edit', references: [{ hash: mine }, { hash: foreign }] };
    const refused = await refusal(world.runs.accept(newRun(world.workspaceId, { recipe }), caller));
    expect(refused).toMatchObject({ code: 'reference-missing', fields: [{ path: 'recipe.references.1' }] });
  });

  it('[RUN-8] refuses what has no quote', async () => {
    const { runs, workspaceId } = makeWorld(database, { price: async () => Promise.reject(engineProblem('quote-refused')) });
    const recipe = { ...newRun('').recipe, model: 'bytedance/seedream-v5.5' };
    expect(await refusal(runs.accept(newRun(workspaceId, { recipe }), caller))).toMatchObject({ code: 'no-quote', status: 422 });
  });

  it('[RUN-9] refuses who has no credit at all', async () => {
    const { runs, workspaceId } = makeWorld(database, {
      purseOf: async () => ({ purse: 'server:eve', spending: 'no-credit', available: 0 })
    });
    expect(await refusal(runs.accept(newRun(workspaceId), caller))).toMatchObject({ code: 'no-credit', status: 402 });
  });

  it('[RUN-8] reserves a run whole or refuses it whole, naming the amounts, however many come at once', async () => {
    const purse = `server:${newId()}`;
    await grant(purse, 10 * PRICE);
    const { runs, workspaceId } = makeWorld(database, { purseOf: async () => ({ purse, spending: 'granted', available: 10 * PRICE }) });
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => runs.accept(newRun(workspaceId, { count: 4 }), caller)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected']);
    const refused = newRun(workspaceId, { count: 4 });
    expect(await refusal(runs.accept(refused, caller))).toMatchObject({
      code: 'over-credit',
      status: 402,
      detail: 'This would cost $0.108, and $0.054 is left. $0.054 is missing.'
    });
    expect(await count('item', refused.id)).toBe(0);
    await expect(runs.accept(newRun(workspaceId, { count: 2 }), caller)).resolves.toMatchObject({ state: 'waiting' });
  });

  it('[RUN-3] lists a workspace’s runs newest first, page by page, each once', async () => {
    let clock = 1_000;
    const { runs, workspaceId } = makeWorld(database, { now: () => (clock += clock % 3) });
    const made: string[] = [];
    for (let n = 0; n < 60; n += 1) made.push((await runs.accept(newRun(workspaceId), caller)).id);
    const first = await runs.list(workspaceId);
    expect(first.runs).toHaveLength(50);
    const second = await runs.list(workspaceId, { cursor: first.next ?? '' });
    expect(second.next).toBeNull();
    const listed = [...first.runs, ...second.runs];
    expect(listed.map(({ id }) => id).toSorted()).toEqual(made.toSorted());
    expect(listed.map(({ createdAt }) => createdAt)).toEqual(listed.map(({ createdAt }) => createdAt).toSorted((a, b) => b - a));
    expect(listed[0]).toMatchObject({ counts: { queued: 1, succeeded: 0 }, charged: 0, state: 'waiting' });
    expect(await runs.workspaceOf(made[0] ?? '')).toBe(workspaceId);
  });
});
