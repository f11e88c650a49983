// Proves that many documents are brought up to date in one exchange, both ways, and that each entry is judged by itself.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from 'shared/kernel';
import { encodeDeleteSet, encodeEntry, formatName, readAnswers, type ExchangeAnswer } from 'shared/sync';
import * as Y from 'yjs';
import { Peer, until } from './peer.fixture.ts';
import { startServer, type TestServer } from './server.fixture.ts';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';

describeDatabases((make) => {
  const stored: TestDatabase[] = [];
  const fresh = async () => {
    const made = await make();
    stored.push(made);
    return made;
  };

  let server: TestServer;
  beforeAll(async () => {
    server = await startServer((await fresh()).address, { snapshotEvery: 50, idleMs: 200 });
  });
  afterAll(async () => {
    await server.stop();
    for (const made of stored.splice(0)) await made.remove();
  });

  /** A device's copies of documents, each with the state vector that the server last confirmed. */
  class Device {
    readonly docs = new Map<string, { doc: Y.Doc; confirmed: Uint8Array | undefined }>();

    constructor(names: readonly string[], from?: Device) {
      for (const name of names) {
        const copy = { doc: new Y.Doc(), confirmed: from && Uint8Array.of(0) };
        const other = from?.docs.get(name)?.doc;
        if (other) Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(other));
        this.docs.set(name, { doc: copy.doc, confirmed: other && Y.encodeStateVector(copy.doc) });
      }
    }

    map(name: string): Y.Map<unknown> {
      return this.docs.get(name)!.doc.getMap('test');
    }

    /** One exchange; the answers, applied. */
    async exchange(user = 'ada', at = server): Promise<ExchangeAnswer[]> {
      const entries = [...this.docs].map(([name, { doc, confirmed }]) => ({
        name,
        stateVector: Y.encodeStateVector(doc),
        deleteSet: createHash('sha256').update(encodeDeleteSet(doc)).digest(),
        difference: doc.store.clients.size > 0 ? Y.encodeStateAsUpdate(doc, confirmed) : new Uint8Array()
      }));
      const answers = await send(Buffer.concat(entries.map(encodeEntry)), user, at);
      for (const answer of answers) {
        const copy = this.docs.get(entries[answer.index]!.name)!;
        if (answer.kind === 'refused') continue;
        if (answer.kind !== 'same') copy.doc.transact(() => answer.updates.forEach((update) => Y.applyUpdate(copy.doc, update)));
        copy.confirmed = answer.kind === 'incomplete' ? answer.stateVector : Y.encodeStateVector(copy.doc);
      }
      return answers;
    }
  }

  async function post(body: Uint8Array<ArrayBuffer>, user: string, at = server): Promise<Response> {
    return fetch(`${at.url.replace('ws', 'http').replace('/sync', '/api/sync/exchange')}?user=${user}`, { method: 'POST', body });
  }

  async function send(body: Uint8Array<ArrayBuffer>, user: string, at = server): Promise<ExchangeAnswer[]> {
    const response = await post(body, user, at);
    expect(response.status).toBe(200);
    const answers: ExchangeAnswer[] = [];
    for await (const answer of readAnswers(response.body!)) answers.push(answer);
    return answers;
  }

  function names(count: number, workspaceId = newId()): string[] {
    return Array.from({ length: count }, (_, n) => formatName({ workspaceId, kind: 'board', docId: `b${n}` }));
  }
  const kindsOf = (answers: readonly ExchangeAnswer[]) => [...new Set(answers.map(({ kind }) => kind))];
  const equal = (one: Y.Doc, other: Y.Doc) => Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other));

  /** Two devices edit and delete apart from each other and meet by exchanges alone. */
  async function meet(count: number): Promise<void> {
    const all = names(count);
    const ada = new Device(all);
    for (const name of all) for (let n = 0; n < 5; n++) ada.map(name).set(`k${n}`, n);
    const first = await ada.exchange();
    expect([first.length, kindsOf(first), first.map(({ index }) => index)]).toEqual([count, ['same'], [...first.keys()]]);

    const ben = new Device(all);
    expect(kindsOf(await ben.exchange('ben'))).toEqual(['difference']);
    for (const name of all) {
      ada.map(name).set('mine', 1);
      ben.map(name).delete('k3');
      ben.map(name).set('k4', 'changed');
    }
    await ben.exchange('ben');
    await ada.exchange();
    await ben.exchange('ben');
    for (const name of all) {
      expect(equal(ada.docs.get(name)!.doc, ben.docs.get(name)!.doc)).toBe(true);
      expect(ben.map(name).toJSON()).toEqual({ k0: 0, k1: 1, k2: 2, k4: 'changed', mine: 1 });
    }
    expect(kindsOf(await ada.exchange())).toEqual(['same']);
    // Nothing but a deletion, which no state vector tells.
    for (const name of all) ben.map(name).delete('mine');
    expect(kindsOf(await ben.exchange('ben'))).toEqual(['same']);
    expect(kindsOf(await ada.exchange())).toEqual(['difference']);
    expect(ada.map(all[count - 1]!).has('mine')).toBe(false);
  }

  it('[SYNC-1] 300 documents are brought up to date in one exchange, both ways, deletions included', { timeout: 120_000 }, () => meet(300));

  it('[SYNC-1] 1,000 documents are, too', { timeout: 120_000 }, () => meet(1_000));

  it('[SYNC-1] an exchange reaches who has the document open, and fetches what they edit', async () => {
    const [name = ''] = names(1);
    const peer = await new Peer(server.url, name).synced();
    const device = new Device([name]);
    device.map(name).set('away', true);
    await device.exchange('ben');
    await until(() => peer.map.get('away') === true);
    peer.map.set('live', true);
    await until(() => peer.committed >= 2);
    expect(kindsOf(await device.exchange('ben'))).toEqual(['difference']);
    expect(device.map(name).get('live')).toBe(true);
    peer.destroy();
  });

  it('[SYNC-1] a new device gets what is stored from a server that has just started, snapshot and log', async () => {
    const file = (await fresh()).address;
    const [name = ''] = names(1);
    const before = await startServer(file, { snapshotEvery: 10 });
    const ada = new Device([name]);
    for (let n = 0; n < 30; n++) {
      ada.map(name).set(`k${n % 9}`, { n });
      if (n % 4 === 0) ada.map(name).delete(`k${n % 9}`);
      await ada.exchange('ada', before);
    }
    const { db } = before.database;
    await until(async () => (await db.selectFrom('snapshot').selectAll().execute()).length === 1);
    ada.map(name).set('last', 1);
    await ada.exchange('ada', before);
    const logged = await db.selectFrom('update_log').selectAll().execute();
    expect(logged.length).toBeGreaterThan(0);
    const copy = await startServer(file);
    const newcomers = [new Device([name]), new Device([name])];
    for (const ben of newcomers) {
      expect(kindsOf(await ben.exchange('ben', copy))).toEqual(['difference']);
      expect([equal(ben.docs.get(name)!.doc, ada.docs.get(name)!.doc), copy.rooms.counts.rooms]).toEqual([true, 0]);
    }
    expect(kindsOf(await newcomers[0]!.exchange('ben', copy))).toEqual(['same']);
    await copy.stop();
    await before.stop();
  });

  it('[SYNC-4] strangers learn nothing, viewers fetch but do not write, and one bad entry costs no other', async () => {
    const [shared = '', missing = '', other = ''] = names(3);
    const ada = new Device([shared]);
    ada.map(shared).set('a', 1);
    await ada.exchange();
    const stranger = new Device([shared, missing]);
    stranger.map(shared).set('evil', 1);
    const denied = await stranger.exchange('stranger');
    expect(denied).toEqual([0, 1].map((index) => ({ index, kind: 'refused', reason: 'not-found' })));

    const viewer = new Device([shared, other]);
    viewer.map(other).set('mine', 1);
    const answers = await viewer.exchange('viewer');
    expect([answers[0]?.kind, answers[1]]).toEqual(['difference', { index: 1, kind: 'refused', reason: 'forbidden' }]);
    expect(viewer.map(shared).get('a')).toBe(1);

    const entry = { name: shared, stateVector: Uint8Array.of(0), deleteSet: new Uint8Array(32), difference: new Uint8Array() };
    const odd = [
      { ...entry, name: 'no/such/kind' },
      { ...entry, difference: Uint8Array.of(9, 9, 9) },
      { ...entry, stateVector: Uint8Array.of(200) },
      entry
    ];
    const judged = await send(Buffer.concat(odd.map(encodeEntry)), 'ada');
    expect(judged.map((answer) => (answer.kind === 'refused' ? answer.reason : answer.kind))).toEqual([
      'not-found',
      'broken',
      'broken',
      'difference'
    ]);
  });

  it('[SYNC-2] what lacks its ground is asked for as a whole, and taken then', async () => {
    const [name = ''] = names(1);
    const device = new Device([name]);
    device.map(name).set('a', 1);
    const copy = device.docs.get(name)!;
    // As if the server had been put back to an older backup.
    copy.confirmed = Y.encodeStateVector(copy.doc);
    device.map(name).set('b', 2);
    expect(kindsOf(await device.exchange())).toEqual(['incomplete']);
    expect(kindsOf(await device.exchange())).toEqual(['same']);
    const ben = new Device([name]);
    await ben.exchange('ben');
    expect(ben.map(name).toJSON()).toEqual({ a: 1, b: 2 });
  });

  it('[SYNC-2] a body that is none is refused with a problem, and the next one is taken', async () => {
    for (const body of [Uint8Array.of(7, 1, 2), Uint8Array.of(255, 255, 255, 255, 255, 1), Uint8Array.of(3, 1, 255, 0)]) {
      const response = await post(body, 'ada');
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'invalid-input']);
    }
    expect((await post(new Uint8Array(), 'ada')).status).toBe(200);
  });
});
