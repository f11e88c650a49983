// The comment threads of an open board as a page sees them, and every write to them.
import { randomHex } from 'shared/kernel';
import {
  addMessage,
  addThread,
  moveThread,
  observeThreads,
  readThreads,
  removeMessage,
  removeThread,
  resolveThread,
  type CommentPin,
  type CommentThread
} from 'shared/moodboards';
import { account } from '#lib/accounts';
import type { Board } from './board.svelte.ts';
import type { Point } from './camera.ts';
import { nodeAt } from './hit-test.ts';

const newId = () => randomHex(8);

export class Comments {
  readonly #board: Board;
  readonly #stop: () => void;
  #threads = $state.raw<readonly CommentThread[]>([]);
  #draft = $state.raw<CommentPin | undefined>();
  #open = $state.raw<string | undefined>();
  readonly unresolved = $derived(this.#threads.filter(({ resolved }) => !resolved));

  constructor(board: Board) {
    this.#board = board;
    const read = () => (this.#threads = readThreads(board.doc));
    this.#stop = observeThreads(board.doc, read);
    read();
    void board.document.ready.then(read);
  }

  /** Oldest first. */
  get threads(): readonly CommentThread[] {
    return this.#threads;
  }

  /** Where a new thread is being written. */
  get draft(): CommentPin | undefined {
    return this.#draft;
  }

  /** Id of the thread that is open. */
  get open(): string | undefined {
    return this.#open;
  }
  set open(id: string | undefined) {
    this.#open = id;
    this.#draft = undefined;
  }

  /** Begins a thread at a place; on an item it moves with it. */
  begin(at: Point): void {
    const node = nodeAt(this.#board, at);
    this.#open = undefined;
    this.#draft = node ? { item: node.id, x: at.x - node.geometry[0], y: at.y - node.geometry[1] } : { x: at.x, y: at.y };
  }

  /** Where a pin is on the board; undefined where its item is gone, so that it shows at the place it had on it. */
  place({ item, x, y }: CommentPin): Point {
    const node = item === undefined ? undefined : this.#board.nodes.get(item);
    return node ? { x: node.geometry[0] + x, y: node.geometry[1] + y } : { x, y };
  }

  /** Sends a first message or an answer; empty words send nothing. */
  say(words: string): void {
    const text = words.trim().slice(0, 2_000).toWellFormed();
    const { id: by = '', name } = account.user ?? {};
    if (!text || !this.#board.writable) return;
    const at = Date.now();
    const message = { id: newId(), by, at, text, ...(name ? { name: name.slice(0, 80) } : {}) };
    if (this.#draft) {
      const id = newId();
      addThread(this.#board.doc, { id, pin: this.#draft, by, at }, message, this.#board.origin);
      this.open = id;
    } else if (this.#open) addMessage(this.#board.doc, this.#open, message, this.#board.origin);
  }

  takeBack(threadId: string, messageId: string): void {
    const thread = this.#threads.find(({ id }) => id === threadId);
    if (thread && thread.messages.length <= 1) {
      removeThread(this.#board.doc, threadId, this.#board.origin);
      this.open = undefined;
    } else removeMessage(this.#board.doc, threadId, messageId, this.#board.origin);
  }

  /** Settles a thread, or opens it again. */
  resolve(thread: CommentThread): void {
    const by = account.user?.id ?? '';
    resolveThread(this.#board.doc, thread.id, thread.resolved ? undefined : { by, at: Date.now() }, this.#board.origin);
  }

  move(thread: CommentThread, to: Point): void {
    const node = nodeAt(this.#board, to);
    const pin = node ? { item: node.id, x: to.x - node.geometry[0], y: to.y - node.geometry[1] } : { x: to.x, y: to.y };
    moveThread(this.#board.doc, thread.id, pin, this.#board.origin);
  }

  /** What somebody is called: as in their newest message here. */
  nameOf(userId: string): string {
    if (userId === (account.user?.id ?? '')) return 'You';
    for (const { messages } of this.#threads) for (const { by, name } of messages) if (by === userId && name) return name;
    return 'Somebody';
  }

  close(): void {
    this.#stop();
  }
}
