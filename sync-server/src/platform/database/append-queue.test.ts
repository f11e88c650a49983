// Proves how appends share commits, with commits that the test ends itself.
import { expect, it } from 'vitest';
import { AppendQueue } from './append-queue.ts';
import type { LogEntry } from './port.ts';

/** A commit under way, as the queue asked for it. */
interface Commit {
  readonly documents: string[];
  readonly end: (error?: Error) => void;
}

function queueWithCommits() {
  const commits: Commit[] = [];
  let next = Promise.withResolvers<Commit>();
  const queue = new AppendQueue((entries) => {
    const { promise, resolve, reject } = Promise.withResolvers<number[]>();
    const commit = {
      documents: entries.map((entry) => entry.document),
      end: (error?: Error) => (error ? reject(error) : resolve(entries.map((_, n) => n + 1)))
    };
    commits.push(commit);
    next.resolve(commit);
    return promise;
  });
  const nextCommit = async () => {
    const commit = await next.promise;
    next = Promise.withResolvers();
    return commit;
  };
  return { queue, commits, nextCommit };
}

const entry = (name: string, size = 1): LogEntry => ({ document: `w/board/${name}`, updates: [new Uint8Array(size)] });

it('[SYNC-2] puts the calls of one tick, and those that come during a commit, into one commit each', async () => {
  const { queue, commits, nextCommit } = queueWithCommits();
  const early = [queue.append([entry('a')]), queue.append([entry('b'), entry('c')])];
  const first = await nextCommit();
  const late = [queue.append([entry('d')]), queue.append([entry('e')])];
  expect(first.documents).toEqual(['w/board/a', 'w/board/b', 'w/board/c']);
  expect(commits).toHaveLength(1);
  first.end();
  expect(await Promise.all(early)).toEqual([[1], [2, 3]]);
  (await nextCommit()).end();
  expect(await Promise.all(late)).toEqual([[1], [2]]);
  expect(commits).toHaveLength(2);
});

it('[SYNC-2] tells everyone in a failed commit, and nobody else', async () => {
  const { queue, nextCommit } = queueWithCommits();
  const failing = [queue.append([entry('a')]), queue.append([entry('b')])];
  const first = await nextCommit();
  const after = queue.append([entry('c')]);
  first.end(new Error('disk full'));
  expect((await Promise.allSettled(failing)).map((call) => call.status)).toEqual(['rejected', 'rejected']);
  (await nextCommit()).end();
  expect(await after).toEqual([1]);
  await queue.idle();
});

it('[SYNC-5] splits a backlog into commits of bounded size, never a call', async () => {
  const { queue, commits, nextCommit } = queueWithCommits();
  const MiB = 1024 * 1024;
  const calls = [queue.append([entry('big', 20 * MiB)]), queue.append([entry('a', 10 * MiB)]), queue.append([entry('b', 10 * MiB)])];
  for (let n = 0; n < 3; n++) (await nextCommit()).end();
  await Promise.all(calls);
  expect(commits.map((commit) => commit.documents)).toEqual([['w/board/big'], ['w/board/a'], ['w/board/b']]);
});
