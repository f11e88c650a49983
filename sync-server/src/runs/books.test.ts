// Proves that the ledger equals what the items say at every moment of arbitrary schedules of answers and commands.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scriptedEngine, type Fate } from './scripted-engine.fixture.ts';
import { books, caller, describeRuns, makeWorld, newRun, PRICE, until } from './world.fixture.ts';

const fates = fc.array(fc.constantFrom<Fate>('made', 'made', 'fails', 'refused', 'later', 'key', 'lost', 'never'), {
  minLength: 1,
  maxLength: 12
});
const commands = fc.array(
  fc.record({
    kind: fc.constantFrom('cancel', 'cancel-one', 'pause', 'resume', 'retry', 'retry-one', 'restart', 'wait'),
    item: fc.nat(7)
  }),
  { maxLength: 10 }
);

describeRuns(({ database, start }) => {
  it('[RUN-8] reserves exactly what is unfinished and spends exactly what is charged, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fates,
        commands,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (script, orders, count, concurrent) => {
          const engine = scriptedEngine({ limits: { imagesPerMinute: 5_000, videosPerMinute: 5_000, concurrent } });
          engine.fate = (post) => script[post % script.length] ?? 'made';
          const world = makeWorld(database(), { engine });
          let { runs } = world;
          await start(runs);
          const { id } = await runs.accept(newRun(world.workspaceId, { count }), caller);
          const balanced = async () => {
            const { ledger, items } = await books(world, id);
            expect(ledger).toEqual(items);
          };
          for (const { kind, item } of orders) {
            const now = await runs.get(id);
            const chosen = now.items[item % count]?.id;
            // A retry of what is on its way is refused, and nothing changes.
            const refused = (error: { code?: string }) => expect(error.code).toBe('not-retryable');
            if (kind === 'cancel') await runs.cancel(id);
            if (kind === 'cancel-one') await runs.cancel(id, chosen);
            if (kind === 'pause') await runs.pause(id);
            if (kind === 'resume') await runs.resume(id);
            if (kind === 'retry') await runs.retry(id, caller);
            if (kind === 'retry-one') await runs.retry(id, caller, chosen).catch(refused);
            if (kind === 'wait')
              await until(
                runs,
                id,
                (run) => run.revision > now.revision || ['finished', 'paused'].includes(run.state) || run.counts.uncertain > 0
              );
            if (kind === 'restart') {
              await runs.drain();
              runs = makeWorld(database(), { ...world.options, engine }).runs;
              await start(runs);
            }
            await balanced();
          }
          engine.fate = () => 'made';
          await runs.resume(id);
          const end = await until(runs, id, ({ counts }) => counts.queued + counts.submitting + counts.submitted + counts.copying === 0);
          await runs.drain();
          await balanced();
          const made = [...engine.predictions.values()].filter((prediction) => prediction.status === 'completed').length;
          expect((await books(world, id)).ledger).toEqual({ reserved: end.counts.uncertain * PRICE, spent: made * PRICE });
          expect(world.galleries.assets.size).toBe(end.counts.succeeded);
          // What stays uncertain would be looked for by every schedule to come.
          await database().db.deleteFrom('item').where('run_id', '=', id).execute();
        }
      ),
      { numRuns: 25 }
    );
  }, 120_000);
});
