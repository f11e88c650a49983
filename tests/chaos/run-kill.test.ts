// The server is killed in the middle of paid batches, at random moments; nothing may be lost or sent twice.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from 'shared/runs';
import { newId } from 'shared/kernel';
import { expect, it } from 'vitest';
import { submissionsAt } from '../support/sandbox-counts.ts';
import { startSandbox, startServer, temporaryFolder } from '../support/process.ts';
import { visit, type Visitor } from '../support/visitor.ts';

const { RUN_ITEMS = '20', RUN_KILLS = '5', RUN_PAUSE_MS = '900' } = process.env;
const ITEMS = Number(RUN_ITEMS);
const KILLS = Number(RUN_KILLS);
/** Longest time from a server's start to its death; a run of 20 takes about so long. */
const PAUSE_MS = Number(RUN_PAUSE_MS);
/** How often a person would look, within what one person may ask a minute; a bound on waiting, not a measure. */
const LOOK_MS = Math.max(1_000, ITEMS * 2);

it(
  `[RUN-2] survives ${KILLS} kills at random moments of runs of ${ITEMS} items: a result for every submission, none sent twice, an exact ledger`,
  async () => {
    await using sandboxFolder = await temporaryFolder();
    await using serverFolder = await temporaryFolder();
    const sandbox = await startSandbox(sandboxFolder.path, { SANDBOX_LATENCY_MS: '300', WAVESPEED_ACCOUNT_LEVEL: 'gold' });
    const environment = {
      WAVESPEED_API_KEY: 'any',
      WAVESPEED_BASE_URL: `${sandbox.origin}/sandbox`,
      WAVESPEED_ACCOUNT_LEVEL: 'gold',
      // A submission that ever arrived stands in the history within seconds.
      PRESET_LOOK_UP_MINUTES: '0.15',
      PORT: '0'
    };
    let server = await startServer(serverFolder.path, environment);
    // The first session on loopback is the operator's, who may spend the server's key.
    const visitor = await visit(server.origin);
    const at = () => movedTo(visitor, server.origin);
    const runs: string[] = [];
    const accept = async () => {
      const id = newId();
      const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt: 'a red vase on a plinth', params: { size: '512*512' } };
      const accepted = await at().send('POST', '/api/runs', { id, workspaceId: visitor.workspaceId, count: ITEMS, recipe });
      expect([accepted.status, accepted.ok ? '' : await accepted.text()]).toEqual([200, '']);
      runs.push(id);
    };
    await accept();

    const caught: Record<string, number> = {};
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await wait(Math.random() * PAUSE_MS);
      await server.kill();
      // What the death found: the file is read as a power cut would leave it.
      for (const [state, count] of statesIn(serverFolder.path)) caught[state] = (caught[state] ?? 0) + count;
      server = await startServer(serverFolder.path, environment);
      const newest = await read(at(), runs.at(-1) ?? '');
      if (newest.counts.queued === 0 && kill < KILLS) await accept();
    }

    // What was sent and lost its answer is found in the history; what was never sent ends as a question to the person.
    const asked = (run: Run) => run.items.filter(({ problem }) => problem?.code === 'undecided').length;
    const settled = await until(async () => {
      const all = await readAll(at(), runs);
      const succeeded = sum(all.map(({ counts }) => counts.succeeded));
      const sent = await submissionsAt(sandbox);
      return succeeded + sum(all.map(asked)) === runs.length * ITEMS && succeeded === sent ? { all, sent } : undefined;
    });
    const { all, sent } = settled;
    const open = all.flatMap((run) => run.items.filter(({ state }) => state === 'uncertain').map((item) => ({ run, item })));
    console.info(
      `${runs.length} runs of ${ITEMS} items, ${KILLS} kills, which found ${JSON.stringify(caught)}: ` +
        `${sent} submissions, ${sent} results, ${open.length} never sent and put to the person`
    );
    const price = all[0]?.price.item ?? 0;
    expect(sent + open.length).toBe(runs.length * ITEMS);
    const items = all.flatMap((run) => run.items);
    expect(new Set(items.flatMap(({ predictionId }) => predictionId ?? [])).size).toBe(sent);
    expect(new Set(items.flatMap(({ assets }) => assets)).size).toBe(sent);
    expect(sum(all.map(({ charged }) => charged))).toBe(sent * price);
    expect(ledgerOf(serverFolder.path)).toEqual({ spent: sent * price, reserved: open.length * price });

    for (const { run, item } of open) {
      const path = `/api/runs/${run.id}/items/${item.id}/settle`;
      expect((await at().send('POST', path, { as: 'not-charged' })).status).toBe(200);
    }
    await server.stop();
    expect(ledgerOf(serverFolder.path)).toEqual({ spent: sent * price, reserved: 0 });
    expect(await submissionsAt(sandbox)).toBe(sent);
    await sandbox.stop();
  },
  120_000 + KILLS * 20_000 + ITEMS * 2_000
);

/** Sums of the ledger, read from the server's file. */
function ledgerOf(folder: string): { spent: number; reserved: number } {
  const file = new DatabaseSync(join(folder, 'preset.db'), { readOnly: true });
  const sums = file.prepare('select sum(spent) as spent, sum(reserved) as reserved from ledger').get() as {
    spent: number;
    reserved: number;
  };
  file.close();
  return { ...sums };
}

/** How many items are on their way, by state. */
function statesIn(folder: string): [string, number][] {
  const file = new DatabaseSync(join(folder, 'preset.db'), { readOnly: true });
  const rows = file.prepare("select state, count(*) as items from item where state not in ('queued', 'succeeded') group by state").all();
  file.close();
  return rows.map(({ state, items }) => [String(state), Number(items)]);
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

async function readAll(visitor: Pick<Visitor, 'send'>, ids: readonly string[]): Promise<Run[]> {
  const all: Run[] = [];
  for (const id of ids) all.push(await read(visitor, id));
  return all;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

async function until<T>(attempt: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await attempt();
    if (found) return found;
    await wait(LOOK_MS);
  }
}
