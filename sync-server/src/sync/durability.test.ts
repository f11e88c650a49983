// Proves that nothing is seen, acknowledged or answered before it is durable, and that a killed server loses nothing of it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Database } from '#platform/database';
import { newId } from 'shared/kernel';
import { formatName, type DocumentName } from 'shared/sync';
import { Peer, until } from './peer.fixture.ts';
import { startServer } from './server.fixture.ts';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';

describeDatabases((make) => {
  const stored: TestDatabase[] = [];
  const fresh = async () => {
    const made = await make();
    stored.push(made);
    return made;
  };

  const children: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const made of stored.splice(0)) await made.remove();
  });

  const board = (): DocumentName => ({ workspaceId: newId(), kind: 'board', docId: 'b1' });
  const withAppend = (database: Database, append: Database['appendUpdates']): Database =>
    new Proxy(database, {
      get: (target, key) => {
        const value: unknown = key === 'appendUpdates' ? append : Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      }
    });

  it('[SYNC-2] while a commit is under way nobody sees its edits, not even who comes just then', async () => {
    const name = board();
    let gate: PromiseWithResolvers<void> | undefined;
    let isWaiting = false;
    const server = await startServer((await fresh()).address, {
      wrap: (database) =>
        withAppend(database, async (entries) => {
          isWaiting = true;
          await gate?.promise;
          isWaiting = false;
          return database.appendUpdates(entries);
        })
    });
    const [one, two] = [
      await new Peer(server.url, formatName(name)).synced(),
      await new Peer(server.url, formatName(name), { user: 'ben' }).synced()
    ];
    one.map.set('k', 'first');
    await until(() => two.map.get('k') === 'first' && one.committed === 2);
    for (const edit of [
      () => void one.map.set('k', 'second'),
      () => void server.rooms.change(name, (doc) => doc.getMap('test').set('k', 'second'))
    ]) {
      gate = Promise.withResolvers();
      const acknowledged = one.committed;
      edit();
      await until(() => isWaiting);
      const late = new Peer(server.url, formatName(name), { user: 'cleo' });
      await until(() => late.provider.wsconnected);
      let read: unknown;
      void server.rooms.read(name, (doc) => doc.getMap('test').get('k')).then((value) => (read = value));
      // A message to and from the server passes on another document, so what was going to be sent here has been sent.
      await new Peer(server.url, formatName(board()), { user: 'dan' }).synced().then((peer) => peer.destroy());
      expect([two.map.get('k'), late.provider.synced, late.map.get('k'), one.committed, read]).toEqual([
        'first',
        false,
        undefined,
        acknowledged,
        undefined
      ]);
      gate.resolve();
      await until(() => two.map.get('k') === 'second' && late.map.get('k') === 'second' && read === 'second');
      gate = undefined;
      late.destroy();
      two.map.set('k', 'first');
      await until(() => one.map.get('k') === 'first');
    }
    one.destroy();
    two.destroy();
    await server.stop();
  });

  it('[OPS-5] a full disk keeps readers connected, shows nobody what was not kept, and takes it when there is room again', async () => {
    const name = board();
    let isFull = false;
    const { kind, address } = await fresh();
    const full = Object.assign(new Error('database or disk is full'), { code: kind === 'sqlite' ? 'SQLITE_FULL' : '53100' });
    const server = await startServer(address, {
      wrap: (database) => withAppend(database, (entries) => (isFull ? Promise.reject(full) : database.appendUpdates(entries)))
    });
    const [writer, reader] = [
      await new Peer(server.url, formatName(name)).synced(),
      await new Peer(server.url, formatName(name), { user: 'ben' }).synced()
    ];
    writer.map.set('k', 'kept');
    await until(() => reader.map.get('k') === 'kept');
    let hasReaderDropped = false;
    reader.provider.on('status', ({ status }) => (hasReaderDropped ||= status === 'disconnected'));
    isFull = true;
    writer.map.set('k', 'refused');
    await until(() => server.errors.length > 0 && !writer.provider.wsconnected);
    await expect(server.rooms.change(name, (doc) => doc.getMap('test').set('server', 1))).rejects.toMatchObject({ code: 'disk-full' });
    const late = await new Peer(server.url, formatName(name), { user: 'cleo' }).synced();
    expect([late.map.toJSON(), reader.map.toJSON(), hasReaderDropped]).toEqual([{ k: 'kept' }, { k: 'kept' }, false]);
    isFull = false;
    await until(() => reader.map.get('k') === 'refused' && late.map.get('k') === 'refused');
    expect(hasReaderDropped).toBe(false);
    for (const peer of [writer, reader, late]) peer.destroy();
    await server.stop();
  });

  it('[SYNC-2] after a commit whose outcome is unknown everybody comes again and gets what is really durable', async () => {
    const name = board();
    let isBroken = false;
    const server = await startServer((await fresh()).address, {
      wrap: (database) =>
        withAppend(database, async (entries) => {
          const seqs = await database.appendUpdates(entries);
          if (isBroken) throw new Error('the answer was lost');
          return seqs;
        })
    });
    const [one, two] = [
      await new Peer(server.url, formatName(name)).synced(),
      await new Peer(server.url, formatName(name), { user: 'ben' }).synced()
    ];
    isBroken = true;
    one.map.set('k', 'committed after all');
    await until(() => server.errors.length > 0);
    isBroken = false;
    await until(() => two.map.get('k') === 'committed after all' && one.provider.synced);
    one.map.set('k', 'on');
    await until(() => two.map.get('k') === 'on');
    one.destroy();
    two.destroy();
    await server.stop();
  });

  async function spawnServer(file: string): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'server.fixture.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    return { child, url: line.toString().trim() };
  }

  it('[SYNC-2] kill -9 in the middle of editing loses nothing that was acknowledged or seen', { timeout: 120_000 }, async () => {
    const file = (await fresh()).address;
    const names = [board(), board()].map(formatName);
    const expected = new Map(names.map((name) => [name, new Set<string>()]));
    for (let round = 0; round < 4; round++) {
      const { child, url } = await spawnServer(file);
      const peers = names.flatMap((name, at) =>
        ['ada', 'ben'].map((user) => ({ name, user, peer: new Peer(url, name, { user: `${user}${at}` }) }))
      );
      for (const { peer } of peers) await peer.synced();
      for (const { name, peer } of peers) for (const key of expected.get(name)!) expect(peer.map.has(key)).toBe(true);
      const sent = new Map(peers.map(({ peer }) => [peer, [] as string[]]));
      const enough = 60 + round * 17;
      for (let n = 0; peers.every(({ peer }) => peer.committed < enough); n++) {
        for (const { user, peer } of peers) {
          // A few edits stay unacknowledged, so that the kill meets some of every stage.
          if (sent.get(peer)!.length > peer.committed + 20) continue;
          const key = `${round}-${user}-${n}`;
          peer.map.set(key, n);
          sent.get(peer)!.push(key);
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      const acknowledged = new Map(peers.map(({ peer }) => [peer, peer.committed]));
      child.kill('SIGKILL');
      await once(child, 'exit');
      for (const { name, peer } of peers) {
        // The first message of a connection is its answer to the server's step 1.
        for (const key of sent.get(peer)!.slice(0, acknowledged.get(peer)! - 1)) expected.get(name)!.add(key);
        for (const other of peers)
          if (other.peer !== peer && other.name === name)
            for (const key of sent.get(peer)!) if (other.peer.map.has(key)) expected.get(name)!.add(key);
      }
      for (const { peer } of peers) peer.destroy();
    }
    const server = await startServer(file);
    for (const [name, keys] of expected) {
      const peer = await new Peer(server.url, name).synced();
      expect(keys.size).toBeGreaterThan(100);
      expect([...keys].filter((key) => !peer.map.has(key))).toEqual([]);
      peer.destroy();
    }
    await server.stop();
  });
});
