// Comments pinned on a board: threads and their messages in a flat map of their own, so that concurrent answers all survive.
import type * as Y from 'yjs';
import * as z from 'zod';
import { text } from '../kernel/index.ts';
import { stampFormat } from '../sync/index.ts';
import { boardItemIdSchema, FARTHEST } from './board-item.ts';

const FORMAT = { version: 1, minReader: 1 };
const COMMENTS = 'comments';

const coordinate = z.number().min(-FARTHEST).max(FARTHEST);
const by = z.string().max(64);

/** Where a thread is pinned: at a place, or at an offset from an item's top left corner that moves with it. */
const commentPinSchema = z.object({ x: coordinate, y: coordinate, item: boardItemIdSchema.optional() });
export type CommentPin = z.infer<typeof commentPinSchema>;

const threadSchema = z.object({ v: z.literal(1), pin: commentPinSchema, by, createdAt: z.number().int() });
/** `name`: what the author was called then, for readers who cannot ask. */
const messageSchema = z.object({ by, name: z.string().max(80).optional(), at: z.number().int(), text: text(2_000, 1) });
const resolvedSchema = z.object({ by, at: z.number().int() });

export interface CommentMessage extends z.infer<typeof messageSchema> {
  readonly id: string;
}

export interface CommentThread {
  readonly id: string;
  readonly pin: CommentPin;
  readonly by: string;
  readonly createdAt: number;
  /** Who settled it, and when. */
  readonly resolved: z.infer<typeof resolvedSchema> | undefined;
  /** Oldest first. */
  readonly messages: readonly CommentMessage[];
}

interface NewThread {
  readonly id: string;
  readonly pin: CommentPin;
  readonly by: string;
  readonly at: number;
}

/** Pins a thread with its first message. Throws a ZodError for what the schema refuses. */
export function addThread(doc: Y.Doc, thread: NewThread, message: CommentMessage, origin?: unknown): void {
  const record = threadSchema.parse({ v: 1, pin: thread.pin, by: thread.by, createdAt: thread.at });
  const key = boardItemIdSchema.parse(thread.id);
  const [messageKey, first] = messageOf(thread.id, message);
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    const comments = doc.getMap<unknown>(COMMENTS);
    comments.set(key, record);
    comments.set(messageKey, first);
  }, origin);
}

/** Answers in a thread. Throws a ZodError for what the schema refuses. */
export function addMessage(doc: Y.Doc, threadId: string, message: CommentMessage, origin?: unknown): void {
  const [key, record] = messageOf(threadId, message);
  doc.transact(() => doc.getMap<unknown>(COMMENTS).set(key, record), origin);
}

/** Takes back one message. */
export function removeMessage(doc: Y.Doc, threadId: string, messageId: string, origin?: unknown): void {
  doc.transact(() => doc.getMap<unknown>(COMMENTS).delete(`${threadId}:m:${messageId}`), origin);
}

/** Settles a thread, or with `undefined` opens it again. */
export function resolveThread(doc: Y.Doc, threadId: string, resolved: { by: string; at: number } | undefined, origin?: unknown): void {
  const value = resolved && resolvedSchema.parse(resolved);
  doc.transact(() => {
    const comments = doc.getMap<unknown>(COMMENTS);
    if (value) comments.set(`${threadId}:resolved`, value);
    else comments.delete(`${threadId}:resolved`);
  }, origin);
}

/** Moves a thread's pin. */
export function moveThread(doc: Y.Doc, threadId: string, pin: CommentPin, origin?: unknown): void {
  const parsed = commentPinSchema.parse(pin);
  doc.transact(() => doc.getMap<unknown>(COMMENTS).set(`${threadId}:pin`, parsed), origin);
}

/** Takes a thread away with all its messages. */
export function removeThread(doc: Y.Doc, threadId: string, origin?: unknown): void {
  doc.transact(() => {
    const comments = doc.getMap<unknown>(COMMENTS);
    for (const key of [...comments.keys()]) if (key === threadId || key.startsWith(`${threadId}:`)) comments.delete(key);
  }, origin);
}

/** All threads that can be read, oldest first; a message that cannot be read is left out. */
export function readThreads(doc: Y.Doc): CommentThread[] {
  const comments = doc.getMap<unknown>(COMMENTS);
  const messages = new Map<string, CommentMessage[]>();
  for (const [key, value] of comments) {
    const [threadId, part, id] = key.split(':');
    const message = part === 'm' && id ? messageSchema.safeParse(value) : undefined;
    if (!message?.success || !threadId || !id) continue;
    messages.set(threadId, [...(messages.get(threadId) ?? []), { id, ...message.data }]);
  }
  const threads: CommentThread[] = [];
  for (const [id, value] of comments) {
    const thread = id.includes(':') ? undefined : threadSchema.safeParse(value);
    if (!thread?.success) continue;
    const moved = commentPinSchema.safeParse(comments.get(`${id}:pin`));
    const resolved = resolvedSchema.safeParse(comments.get(`${id}:resolved`));
    threads.push({
      id,
      pin: moved.success ? moved.data : thread.data.pin,
      by: thread.data.by,
      createdAt: thread.data.createdAt,
      resolved: resolved.success ? resolved.data : undefined,
      messages: (messages.get(id) ?? []).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    });
  }
  return threads.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** Calls back after threads changed; the answer stops it. */
export function observeThreads(doc: Y.Doc, changed: () => void): () => void {
  const comments = doc.getMap<unknown>(COMMENTS);
  comments.observe(changed);
  return () => comments.unobserve(changed);
}

function messageOf(threadId: string, { id, ...message }: CommentMessage): [string, z.infer<typeof messageSchema>] {
  return [`${boardItemIdSchema.parse(threadId)}:m:${boardItemIdSchema.parse(id)}`, messageSchema.parse(message)];
}
