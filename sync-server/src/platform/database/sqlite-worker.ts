// The one thread that writes to SQLite, so that the event loop of the server never waits for a disk.
import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, AnswerMessage, Append, Request, RequestMessage } from './sqlite-messages.ts';
import { Statements } from './statements.ts';

const port = parentPort;
if (!port) throw new Error('The writing worker was started outside a worker thread.');

const connection = new Database(workerData as string, { timeout: 5_000 });
connection.pragma('journal_mode = wal');
// FULL: a commit that was answered survives a power cut; NORMAL loses the newest ones.
connection.pragma('synchronous = full');
connection.pragma('foreign_keys = on');
// After a burst the write-ahead log is cut back to this size, in bytes.
connection.pragma('journal_size_limit = 67108864');
const statements = new Statements(connection);

const upsertDocument = `insert into document (name, workspace_id, kind, seq, created_at, updated_at) values (?, ?, ?, ?, ?, ?)
  on conflict (name) do update set seq = seq + excluded.seq, updated_at = excluded.updated_at where purged_at is null returning seq`;
const insertUpdate = 'insert into update_log (document, seq, payload) values (?, ?, ?)';

function append({ documents, counts, sizes, bytes, now }: Append): number[] {
  let update = 0;
  let offset = 0;
  return documents.map((name, entry) => {
    const [workspaceId, kind] = name.split('/');
    const count = counts[entry] ?? 0;
    const [row] = statements.run(upsertDocument, [name, workspaceId, kind, count, now, now]).rows as { seq: number }[];
    for (let index = 0; index < count; index++) {
      const size = sizes[update++] ?? 0;
      const payload = Buffer.from(bytes.buffer, bytes.byteOffset + offset, size);
      if (row) statements.run(insertUpdate, [name, row.seq - count + 1 + index, payload]);
      offset += size;
    }
    return row?.seq ?? 0;
  });
}

const appendAtOnce = connection.transaction(append).immediate;

function perform(request: Request): Partial<Answer> {
  switch (request.kind) {
    case 'append':
      return { seqs: appendAtOnce(request) };
    case 'close':
      connection.close();
      return {};
    case 'run':
      // SQLite may have rolled back by itself, as on a full disk; then there is nothing left to undo.
      if (request.sql === 'rollback' && !connection.inTransaction) return {};
      return statements.run(request.sql, request.parameters);
  }
}

port.on('message', ({ id, request }: RequestMessage) => {
  let message: AnswerMessage;
  try {
    message = { id, answer: perform(request) };
  } catch (error) {
    const { message: text, code } = error as Error & { code?: string };
    message = { id, error: { message: text, code } };
  }
  port.postMessage(message);
  if (request.kind === 'close') port.close();
});

port.postMessage({ id: 0, answer: {} } satisfies AnswerMessage);
