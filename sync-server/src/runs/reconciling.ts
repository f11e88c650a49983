// Finds what became of a submission whose answer was lost, by looking for its prediction in the provider's history.
import { isDeepStrictEqual } from 'node:util';
import { modelOf } from 'shared/engine';
import { itemProblem } from 'shared/runs';
import { inputsOf, type Prediction } from '#area/engine';
import { NEVER } from './claim.ts';
import { windowOfEquals, type Window } from './equals.ts';
import { readFacts } from './facts.ts';
import { briefOf, changeOf, itemRecipe, type Held } from './held.ts';
import { letGo, moveItem, type Tx } from './store.ts';
import { delayAt, Stopped, unlessStopped, type Step, type Works } from './steps.ts';
import { attemptId } from './submitting.ts';

/** There is a prediction to have, and an equal item that is still on its way may be the one that it belongs to. */
const LATER = Symbol('later');
/** How far the provider's clock may be from ours, in milliseconds. */
export const CLOCK_SKEW = 60_000;
/** How long a history that cannot be read is waited for before the person is asked, in milliseconds. */
const UNREADABLE_FOR = 24 * 60 * 60_000;
/** How long after the attempt began its POST may still arrive: the engine gives up after two minutes. */
export const ARRIVES_WITHIN = 2 * 60_000;

export const reconcileItem: Step = async (works, item) => {
  const { store, timings } = works;
  const attempt = await store.database.db
    .selectFrom('attempt')
    .select(['created_at', 'answered_at', 'prediction_id'])
    .where('id', '=', attemptId(item.id, item.attempts))
    .executeTakeFirst();
  const sentAt = attempt?.created_at ?? item.submittedAt ?? store.now();
  const told = attempt?.prediction_id;
  const since = attempt?.answered_at ?? store.now();
  const found = told ? [] : await candidates(works, item, windowOf(sentAt), since);
  let adopted = told ? await adoptTold(works, item, told) : found?.length ? await adopt(works, item, found) : undefined;
  const age = store.now() - sentAt;
  // Nobody is asked before the history could be read, and for a day that may take.
  const isOver = () => adopted === undefined && age > (found ? timings.lookUpFor : Math.max(timings.lookUpFor, UNREADABLE_FOR));
  if (found && isOver()) {
    const among = await candidates(works, item, await windowOfEquals(store.database.db, item, sentAt, windowOf), since);
    adopted = among?.length ? await adopt(works, item, among) : undefined;
  }
  if (adopted && adopted !== LATER) {
    Object.assign(item, { state: 'submitted', predictionId: adopted });
    return true;
  }
  const over = isOver();
  await store.change(item.run.id, (change) =>
    moveItem(change, item, 'uncertain', {
      ...letGo(over ? NEVER : change.now + (adopted === LATER ? timings.lookUp : delayAt(age, timings.lookUp, timings.longest))),
      problem: JSON.stringify(itemProblem(over ? 'undecided' : 'uncertain'))
    })
  );
  return false;
};

/** Where the prediction of an attempt may stand. */
const windowOf = (sentAt: number): Window => ({ from: sentAt - CLOCK_SKEW, to: sentAt + ARRIVES_WITHIN + CLOCK_SKEW });

/** Predictions of this model and these inputs in a window, oldest first; undefined where the history cannot be read now. */
async function candidates(works: Works, item: Held, { from, to }: Window, since: number): Promise<Prediction[] | undefined> {
  const { histories } = works;
  const { model } = item.run.recipe;
  const sent = sentInputs(item);
  try {
    const past = await unlessStopped(works, histories.read(model, from, to, since));
    return past
      .filter((prediction) => prediction.model === model && prediction.inputs && sameInputs(model, sent, prediction.inputs))
      .toSorted((a, b) => a.createdAt - b.createdAt);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return undefined;
  }
}

/** The inputs that an item was sent with. */
export function sentInputs(item: Pick<Held, 'run' | 'position' | 'change' | 'facts'>): Record<string, unknown> {
  return inputsOf(itemRecipe(item.run, item), item.facts.references ?? [], item.run.engine);
}

/** Whether inputs are those sent; the provider may have filled in its defaults. */
export function sameInputs(model: string, sent: Record<string, unknown>, stored: Record<string, unknown>): boolean {
  const properties = modelOf(model)?.inputs.properties ?? {};
  const filledIn = (name: string) => {
    const value = stored[name] ?? '';
    return !Object.hasOwn(sent, name) && (value === '' || value === false || value === properties[name]?.default);
  };
  return (
    Object.keys(sent).every((name) => isDeepStrictEqual(sent[name], stored[name])) &&
    Object.keys(stored).every((name) => Object.hasOwn(sent, name) || filledIn(name))
  );
}

/** Takes the prediction that a webhook told of this very attempt. */
async function adoptTold({ store }: Works, item: Held, predictionId: string): Promise<string> {
  return store.change(item.run.id, async (change) => {
    await change.tx
      .updateTable('attempt')
      .set({ outcome: 'accepted', answered_at: change.now })
      .where('id', '=', attemptId(item.id, item.attempts))
      .execute();
    await moveItem(change, item, 'submitted', { prediction_id: predictionId, due_at: change.now, problem: null });
    return predictionId;
  });
}

/** Makes the first prediction that belongs to no item this item's own; its id, undefined where there is none to have, or `LATER`. */
async function adopt({ store }: Works, item: Held, found: readonly Prediction[]): Promise<string | typeof LATER | undefined> {
  return store.change(item.run.id, async (change) => {
    const { tx, now } = change;
    await store.lock(tx, `adopt:${item.run.engine}`);
    const ids = found.map(({ id }) => id);
    const owned = await tx.selectFrom('item').select('prediction_id as id').where('prediction_id', 'in', ids).execute();
    const answered = await tx.selectFrom('attempt').select('prediction_id as id').where('prediction_id', 'in', ids).execute();
    const taken = new Set([...owned, ...answered].map(({ id }) => id));
    const free = found.find(({ id }) => !taken.has(id));
    // An equal item whose answer is still on its way may be the one that the prediction belongs to.
    if (!free) return undefined;
    if (await equalOnItsWay(tx, item)) return LATER;
    await tx
      .updateTable('attempt')
      .set({ outcome: 'accepted', prediction_id: free.id, answered_at: now })
      .where('id', '=', attemptId(item.id, item.attempts))
      .execute();
    await moveItem(change, item, 'submitted', { prediction_id: free.id, due_at: now, problem: null });
    return free.id;
  });
}

async function equalOnItsWay(tx: Tx, item: Held): Promise<boolean> {
  const { engine } = item.run;
  const sent = sentInputs(item);
  const others = await tx.selectFrom('item').selectAll().where('state', '=', 'submitting').where('engine', '=', engine).execute();
  if (others.length === 0) return false;
  const runs = await tx
    .selectFrom('run')
    .selectAll()
    .where('id', 'in', [...new Set(others.map((other) => other.run_id))])
    .execute();
  return others.some((other) => {
    const row = runs.find((run) => run.id === other.run_id);
    if (!row) return false;
    const run = briefOf(row);
    if (run.recipe.model !== item.run.recipe.model) return false;
    const { references = [] } = readFacts(other.result);
    return isDeepStrictEqual(inputsOf(itemRecipe(run, { position: other.position, change: changeOf(other) }), references, engine), sent);
  });
}
