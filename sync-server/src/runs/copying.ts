// Copies what the provider made: kept under its hash, paid for, and entered into the gallery, each exactly once.
import { isDeepStrictEqual } from 'node:util';
import { MAX_BLOB_BYTES, type BlobInfo } from 'shared/blobs';
import type { Asset } from 'shared/gallery';
import { Problem } from 'shared/kernel';
import { itemProblem, type ItemProblem } from 'shared/runs';
import { writeFacts, type Facts } from './facts.ts';
import { itemRecipe, type Held } from './held.ts';
import { settleItem } from './ledger.ts';
import { letGo, LostItem, moveItem } from './store.ts';
import { delayAt, Stopped, unlessStopped, type Step, type Works } from './steps.ts';

/** Longest answer of a text model that is kept, in UTF-16 units. */
const MAX_TEXT = 20_000;
/** Problems of this server itself. */
const OUR_TROUBLE = new Set(['disk-full', 'quota-reached']);

type Kept = NonNullable<Facts['kept']>;

export const copyItem: Step = async (works, item) => {
  if (item.run.isText) return keepText(works, item);
  try {
    const kept = item.facts.kept ?? (await works.copying.within(() => keep(works, item)));
    if (!kept) return false;
    await works.galleries.deliver(item.run.workspaceId, assetsOf(item, kept), item.run.collection);
  } catch (error) {
    if (error instanceof Stopped || error instanceof LostItem) throw error;
    return copyLater(works, item, error);
  }
  await works.store.change(item.run.id, (change) => moveItem(change, item, 'succeeded', { delivered_at: change.now, problem: null }));
  // Who was found in the middle of the way may have waited for a server that was down.
  if (!item.resumed && item.submittedAt !== null) works.pace.saw(item.run.recipe.model, works.store.now() - item.submittedAt);
  return false;
};

/** Words need no copying: they are kept with the item. */
async function keepText(works: Works, item: Held): Promise<false> {
  const text = (item.facts.made?.outputs ?? []).join('\n').replaceAll('\u0000', '').trim();
  if (text === '') {
    await end(works, item, itemProblem('no-text'));
    return false;
  }
  await works.store.change(item.run.id, async (change) => {
    await moveItem(change, item, 'succeeded', { text: text.slice(0, MAX_TEXT), delivered_at: change.now, problem: null });
    await settleItem(change, item);
  });
  return false;
}

/** Keeps the outputs, then commits the charge and the ids of the assets together; undefined when there was nothing to keep. */
async function keep(works: Works, item: Held): Promise<Kept | undefined> {
  const outputs = await keepOutputs(works, item);
  if (outputs.length === 0) return end(works, item, itemProblem('outputs-unusable'));
  const shardId = await works.galleries.reserve(item.run.workspaceId, outputs.length);
  const facts = await works.store.change(item.run.id, async (change) => {
    const { cancel_requested: cancelled } = await change.tx
      .selectFrom('item')
      .select('cancel_requested')
      .where('id', '=', item.id)
      .executeTakeFirstOrThrow();
    const kept: Kept = { outputs, shardId, late: cancelled === 1, at: change.now };
    const written = { ...item.facts, kept };
    const assets = outputs.map(({ output }) => assetId(item, shardId, output));
    await moveItem(change, item, 'copying', { result: writeFacts(written), assets: JSON.stringify(assets) });
    await settleItem(change, item);
    return written;
  });
  item.facts = facts;
  return facts.kept;
}

/** Keeps every output. Where that fails, the provider is asked once for other links, since those that it gave may have expired. */
async function keepOutputs(works: Works, item: Held): Promise<Kept['outputs']> {
  try {
    const outputs = await keepByLinks(works, item);
    if (outputs.length > 0 || !(await renewLinks(works, item))) return outputs;
  } catch (error) {
    if (isOurs(error) || !(await renewLinks(works, item))) throw error;
  }
  return keepByLinks(works, item);
}

async function keepByLinks(works: Works, item: Held): Promise<Kept['outputs']> {
  const outputs: Kept['outputs'] = [];
  for (const [output, url] of (item.facts.made?.outputs ?? []).entries()) {
    const info = URL.canParse(url) ? await keepOutput(works, item, url) : undefined;
    if (info) outputs.push({ output, info });
  }
  return outputs;
}

/** Trouble that no other link would end. */
function isOurs(error: unknown): boolean {
  return error instanceof Stopped || error instanceof LostItem || (error instanceof Problem && OUR_TROUBLE.has(error.code));
}

/** Asks for the prediction again; true when it has other links now, which then count. */
async function renewLinks(works: Works, item: Held): Promise<boolean> {
  const { made } = item.facts;
  if (!made || item.predictionId === null) return false;
  const fresh = await unlessStopped(works, works.engine.result(item.predictionId)).catch((error: unknown) => {
    if (error instanceof Stopped) throw error;
    return undefined;
  });
  // A shorter list would give up what was paid for.
  if (fresh?.status !== 'completed' || fresh.outputs.length < made.outputs.length) return false;
  if (isDeepStrictEqual([...fresh.outputs], made.outputs)) return false;
  const facts: Facts = { ...item.facts, made: { ...made, outputs: [...fresh.outputs], nsfw: [...fresh.nsfw] } };
  await works.store.change(item.run.id, (change) => moveItem(change, item, 'copying', { result: writeFacts(facts) }));
  item.facts = facts;
  return true;
}

/** One output's blob, or undefined where its bytes are no picture or video. */
async function keepOutput(works: Works, item: Held, url: string): Promise<BlobInfo | undefined> {
  const bytes = await unlessStopped(works, works.engine.download(url, MAX_BLOB_BYTES));
  try {
    return await works.blobs.keep(item.run.workspaceId, bytes);
  } catch (error) {
    // The server's own trouble (a full disk, a used-up quota) passes; bytes that cannot be read never will.
    if (error instanceof Problem && error.document.status < 500) return undefined;
    throw error;
  }
}

/** What was paid for is never given up soon: the provider keeps it for days. */
async function copyLater(works: Works, item: Held, error: unknown): Promise<false> {
  const { store, timings, log } = works;
  const age = store.now() - (item.facts.copyingSince ?? store.now());
  log.warn({ area: 'runs', itemId: item.id, code: error instanceof Problem ? error.code : 'unknown' }, 'A result could not be copied yet.');
  if (age > timings.copyFor) {
    await end(works, item, itemProblem('copy-failed'));
    return false;
  }
  const reason: ItemProblem = error instanceof Problem ? ownProblem(error) : itemProblem('copy-waiting');
  await store.change(item.run.id, (change) =>
    moveItem(change, item, 'copying', {
      ...letGo(change.now + delayAt(age, timings.copyAgain, timings.longest)),
      problem: JSON.stringify(reason)
    })
  );
  return false;
}

function ownProblem({ document: { code, title, remedy } }: Problem): ItemProblem {
  return { code, title, remedy };
}

/** Ends without an asset what the provider did finish and so charges. */
async function end({ store }: Works, item: Held, reason: ItemProblem): Promise<undefined> {
  await store.change(item.run.id, async (change) => {
    await moveItem(change, item, 'failed', { problem: JSON.stringify(reason) });
    await settleItem(change, item);
  });
}

/** The same item and output always have the same id, so that a repeated delivery finds its record there. */
function assetId(item: Held, shardId: string, output: number): string {
  return `${shardId}.${item.id.slice(0, 20)}${output.toString(36).padStart(2, '0')}`;
}

function assetsOf(item: Held, { outputs, shardId, late, at }: Kept): Asset[] {
  const { run, facts } = item;
  const { made } = facts;
  const recipe = itemRecipe(run, item);
  const share = Math.floor(item.price / outputs.length);
  return outputs.map(({ output, info }, index) => ({
    ...info,
    v: 1,
    id: assetId(item, shardId, output),
    kind: info.type.startsWith('video/') ? 'video' : 'image',
    createdAt: at,
    by: run.userId,
    recipe,
    made: {
      runId: run.id,
      itemId: item.id,
      output,
      engine: run.engine,
      // The first bears the remainder, so that the assets' costs add up to the charge.
      cost: index === 0 ? item.price - share * (outputs.length - 1) : share,
      took: made?.took ?? 0,
      ...(made?.nsfw[output] === undefined ? {} : { nsfw: made.nsfw[output] }),
      ...(late ? { late } : {})
    },
    parents: [...new Set(recipe.references.map(({ hash }) => hash))]
  }));
}
