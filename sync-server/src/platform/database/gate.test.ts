// Proves in which order work reaches the writer: what is urgent goes first, and nobody waits for ever.
import { expect, it } from 'vitest';
import { Gate } from './gate.ts';

/** Work that ends when it is told to, and the order in which it began. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name);
      ends.set(name, resolve);
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

it('[SYNC-2] an edit passes before everything that waits, however many statements and transactions that is', async () => {
  const gate = new Gate();
  const { begun, work, end } = works();
  for (let n = 0; n < 100; n++) void (n % 2 ? gate.pass(work(`row${n}`)) : gate.hold(work(`transaction${n}`)));
  void gate.passFirst(work('edit'));
  expect(begun).toEqual(['transaction0']);
  await end('transaction0');
  gate.release();
  expect(begun.slice(0, 3)).toEqual(['transaction0', 'edit', 'row1']);
});

it('[RUN-2] edits that come one after another leave every second turn to the others', async () => {
  const gate = new Gate();
  const { begun, work, end } = works();
  const rows = ['row0', 'row1', 'row2', 'row3'];
  for (const row of rows) void gate.pass(work(row));
  void gate.passFirst(work('edit0'));
  await end('row0');
  await end('edit0');
  void gate.passFirst(work('edit1'));
  await end('row1');
  await end('edit1');
  await end('row2');
  expect(begun).toEqual(['row0', 'row1', 'edit0', 'row2', 'edit1', 'row3']);
});

it('[SYNC-2] nothing starts while a transaction holds the gate, also what is urgent, and a failed one opens it', async () => {
  const gate = new Gate();
  const { begun, work, end } = works();
  void gate.hold(work('transaction'));
  void gate.passFirst(work('edit'));
  await end('transaction');
  expect(begun).toEqual(['transaction']);
  gate.release();
  expect(begun).toEqual(['transaction', 'edit']);
  await end('edit');
  await expect(gate.hold(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  void gate.pass(work('after'));
  expect(begun.at(-1)).toBe('after');
});
