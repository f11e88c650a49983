// The server is killed in the middle of a paid batch; nothing may be lost or sent twice.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from 'shared/runs';
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { submissionsAt } from '../support/sandbox-counts.ts';
import { startSandbox, startServer, temporaryFolder } from '../support/process.ts';
import { visit, type Visitor } from '../support/visitor.ts';

const ITEMS = 20;
const KILLS = 5;
/** How often a person would look; a bound on waiting, not a measure. */
const LOOK_MS = 100;

it('[RUN-2] survives kill -9 during a run of 20 items: a result for every submission, none sent twice or lost, an exact ledger', async () => {
  await using sandboxFolder = await temporaryFolder();
  await using serverFolder = await temporaryFolder();
  const sandbox = await startSandbox(sandboxFolder.path, { SANDBOX_LATENCY_MS: '300', WAVESPEED_ACCOUNT_LEVEL: 'gold' });
  const environment = {
    WAVESPEED_API_KEY: 'any',
    WAVESPEED_BASE_URL: `${sandbox.origin}/sandbox`,
    WAVESPEED_ACCOUNT_LEVEL: 'gold',
    PORT: '0'
  };
  let server = await startServer(serverFolder.path, environment);
  // The first session on loopback is the operator's, who may spend the server's key.
  const visitor = await visit(server.origin);
  const at = () => movedTo(visitor, server.origin);
  const id = newId();
  const accepted = await at().send('POST', '/api/runs', {
    id,
    workspaceId: visitor.workspaceId,
    count: ITEMS,
    recipe: { v: 1, model: 'bytedance/seedream-v4', prompt: 'a red vase on a plinth', params: { size: '512*512' } }
  });
  expect([accepted.status, accepted.ok ? '' : await accepted.text()]).toEqual([200, '']);

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const target = Math.floor((ITEMS * kill) / (KILLS + 1));
    await until(async () => finished(await read(at(), id)) >= target || submitted(await read(at(), id)) >= ITEMS);
    await server.kill();
    server = await startServer(serverFolder.path, environment);
  }
  // A kill between the commit of the intent and the POST leaves an item that nobody may send again: it stays uncertain, with its reservation.
  const settled = await until(async () => {
    const run = await read(at(), id);
    const sent = await submissionsAt(sandbox);
    const { succeeded, uncertain } = run.counts;
    return succeeded + uncertain === ITEMS && succeeded === sent ? { run, sent } : undefined;
  });
  const { run, sent } = settled;
  console.info(`${ITEMS} items, ${KILLS} kills: ${sent} submissions, ${run.counts.succeeded} results, ${run.counts.uncertain} uncertain`);
  expect(sent + run.counts.uncertain).toBe(ITEMS);
  expect(new Set(run.items.flatMap((item) => item.assets)).size).toBe(sent);
  expect(run.charged).toBe(sent * run.price.item);
  await server.stop();
  expect(ledgerOf(serverFolder.path)).toEqual({ spent: sent * run.price.item, reserved: run.counts.uncertain * run.price.item });
  await sandbox.stop();
});

/** Sums of the ledger, read from the file that the server left. */
function ledgerOf(folder: string): { spent: number; reserved: number } {
  const file = new DatabaseSync(join(folder, 'preset.db'), { readOnly: true });
  const sums = file.prepare('select sum(spent) as spent, sum(reserved) as reserved from ledger').get() as {
    spent: number;
    reserved: number;
  };
  file.close();
  return { ...sums };
}

/** The same visitor at a server that came back on another port: the cookie does not name one. */
function movedTo(visitor: Visitor, origin: string): Pick<Visitor, 'send'> {
  return {
    send: (method, path, body) =>
      fetch(`${origin}${path}`, {
        method,
        headers: { cookie: visitor.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body)
      })
  };
}

async function read(visitor: Pick<Visitor, 'send'>, id: string): Promise<Run> {
  const response = await visitor.send('GET', `/api/runs/${id}`);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Run;
}

const finished = (run: Run) => run.items.filter(({ state }) => state === 'succeeded').length;
const submitted = (run: Run) => run.items.filter(({ predictionId }) => predictionId !== null).length;

async function until<T>(attempt: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await attempt();
    if (found) return found;
    await wait(LOOK_MS);
  }
}
