// An open board: its document turned into nodes, what is selected, undo of one's own work; every write goes through `write`, `adding` or `board-actions`.
import {
  boardUndo,
  changeItems,
  compareOrder,
  observeItems,
  readFields,
  readGeometry,
  readItem,
  readItems,
  trackNote,
  type BoardChange,
  type BoardEntry,
  type BoardNews,
  type Geometry
} from 'shared/moodboards';
import type * as Y from 'yjs';
import { mediaUrl } from '#lib/blobs';
import { network } from '#lib/platform';
import type { OpenDocument } from '#lib/sync';
import { BoardNode } from './board-node.svelte.ts';
import { BoardSelection, type SelectOptions } from './board-selection.svelte.ts';
import { BoardView } from './board-view.svelte.ts';
import { boundsOf } from './geometry.ts';
import { SpatialGrid } from './spatial-grid.ts';

/** Milliseconds without a change after which items count as at rest. */
const REST = 200;

export interface BoardOptions {
  /** Where a picture on it is read from; from this device and the server unless told otherwise. */
  readonly media?: (hash: string) => string;
  /** Whether nothing can be heard from the server now; without network unless told otherwise. */
  readonly cutOff?: () => boolean;
}

export class Board {
  readonly id: string;
  /** Marks this tab's own changes, for undo. */
  readonly origin = {};
  readonly nodes = new Map<string, BoardNode>();
  readonly grid = new SpatialGrid();
  readonly view: BoardView;
  readonly undo: Y.UndoManager;
  readonly media: (hash: string) => string;
  readonly #cutOff: () => boolean;
  readonly #document: OpenDocument;
  readonly #dragged = new Set<string>();
  readonly #stops: (() => void)[];
  #stack = $state.raw<readonly BoardNode[]>([]);
  #unreadable = $state.raw(0);
  readonly #selection = new BoardSelection(this);
  #loaded = $state.raw(false);
  #heard = $state.raw(false);
  #arranged = $state.raw(0);
  #arranging: ReturnType<typeof setTimeout> | undefined;
  #canUndo = $state.raw(false);
  #canRedo = $state.raw(false);
  readonly #unread = new Set<string>();

  constructor(id: string, document: OpenDocument, { media = mediaUrl, cutOff = () => network.state === 'offline' }: BoardOptions = {}) {
    this.id = id;
    this.media = media;
    this.#cutOff = cutOff;
    this.#document = document;
    this.view = new BoardView(this);
    this.undo = boardUndo(document.doc, this.origin);
    const step = () => ([this.#canUndo, this.#canRedo] = [this.undo.canUndo(), this.undo.canRedo()]);
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) this.undo.on(event, step);
    const stopItems = observeItems(document.doc, (news) => this.#take(news));
    this.#stops = [stopItems, () => this.undo.destroy()];
    void document.ready.then(() => {
      // From here until it is painted is what `pnpm bench board open` measures.
      performance.mark('board-read');
      this.#load();
      this.#loaded = true;
    });
    void document.heard.then(() => (this.#heard = true));
  }

  get doc(): Y.Doc {
    return this.#document.doc;
  }

  get document(): OpenDocument {
    return this.#document;
  }

  /** Whether this person's role lets them change the board. */
  get writable(): boolean {
    return this.#document.writable;
  }

  /** Whether what this device has of it has been read. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Whether there is nothing on it, as far as this device and the server, where it is in reach, know. */
  get empty(): boolean {
    return this.#loaded && this.#stack.length === 0 && (this.#heard || this.#cutOff());
  }

  /** All items from the bottom of the stack to its top. */
  get stack(): readonly BoardNode[] {
    return this.#stack;
  }

  /** Changes once items have come to rest at other places or in other frames. */
  get arranged(): number {
    return this.#arranged;
  }

  /** The connectors among them. */
  readonly connectors = $derived(this.#stack.filter(({ record }) => record.kind === 'connector'));

  /** How many items this program cannot show. */
  get unreadable(): number {
    return this.#unreadable;
  }

  get selection(): readonly BoardNode[] {
    return this.#selection.nodes;
  }

  get canUndo(): boolean {
    return this.#canUndo;
  }

  get canRedo(): boolean {
    return this.#canRedo;
  }

  /** Gives the document up; what was written still arrives. */
  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#arranging);
    this.#document.close();
  }

  /** Selects items, and with each that belongs to a group the whole group, unless that group was entered. */
  select(ids: Iterable<string>, how?: SelectOptions): void {
    this.#selection.select(ids, how);
  }

  /** Adds an item to the selection or takes it out. */
  toggle(id: string): void {
    this.#selection.toggle(id);
  }

  selectAll(): void {
    this.#selection.all();
  }

  /** Changes fields of items, as one's own work. */
  write(changes: readonly BoardChange[]): void {
    if (this.writable && changes.length > 0) changeItems(this.doc, changes, this.origin);
  }

  /** Writes what is nobody's own work, such as a result that has come; undo does not know it. */
  note(changes: readonly BoardChange[]): void {
    if (this.writable) changeItems(this.doc, changes);
  }

  /** Begins one step of undo: what follows is taken back by itself. */
  newStep(): void {
    this.undo.stopCapturing();
  }

  /** Places nodes on the screen ahead of the document, during a drag. */
  preview(places: readonly { readonly node: BoardNode; readonly geometry: Geometry }[]): void {
    for (const { node, geometry } of places) {
      this.#dragged.add(node.id);
      node.geometry = geometry;
      this.#locate(node);
    }
    this.view.moved();
  }

  /** Writes where dragged nodes are now; with `done` the drag is over and others' changes show again. */
  settle(nodes: readonly BoardNode[], done: boolean): void {
    this.write(nodes.map(({ id, geometry }) => ({ id, fields: { g: geometry.map((value) => Math.round(value * 100) / 100) as never } })));
    if (!done) return;
    for (const { id } of nodes) this.#dragged.delete(id);
    this.view.changed();
    this.#arrange();
  }

  /** What a frame holds, at every depth. */
  within(frame: BoardNode): BoardNode[] {
    const found: BoardNode[] = [];
    for (const node of this.#stack)
      if (node.fields.frame === frame.id) found.push(node, ...(node.record.kind === 'frame' ? this.within(node) : []));
    return found;
  }

  /** Lets undo take back words typed into a note. */
  track(note: BoardNode): void {
    trackNote(this.undo, this.doc, note.id);
  }

  #load(): void {
    this.nodes.clear();
    this.grid.clear();
    this.#unread.clear();
    for (const entry of readItems(this.doc).values()) this.#put(entry);
    this.#restack();
  }

  #take(news: BoardNews): void {
    if (!this.#loaded) return;
    let [isOrdered, isMoved] = [true, false];
    for (const [id, what] of news) {
      const node = this.nodes.get(id);
      const place = node && what === 'moved' ? readGeometry(this.doc, id) : undefined;
      if (node && place) {
        if (this.#move(node, place)) isMoved = true;
        continue;
      }
      const fields = readFields(this.doc, id);
      if (!fields) {
        this.#remove(id);
        isOrdered = false;
      } else if (!node) {
        const entry = readItem(this.doc, id);
        if (entry) this.#put(entry);
        isOrdered = false;
      } else {
        if (node.order !== (fields.o ?? 'a0')) isOrdered = false;
        node.fields = fields;
        if (fields.g && this.#move(node, fields.g)) isMoved = true;
      }
    }
    if (!isOrdered) this.#restack();
    else if (isMoved) this.view.changed();
    this.#arrange();
  }

  /** Whether it has moved: what this person drags stays under the pointer. */
  #move(node: BoardNode, place: Geometry): boolean {
    if (this.#dragged.has(node.id)) return false;
    node.geometry = place;
    this.#locate(node);
    return true;
  }

  /** Says after a rest that items lie elsewhere; what follows that looks at all of them. */
  #arrange(): void {
    clearTimeout(this.#arranging);
    if (this.#dragged.size === 0) this.#arranging = setTimeout(() => (this.#arranged += 1), REST);
  }

  #put(entry: BoardEntry): void {
    this.#unread.delete(entry.id);
    if (!entry.record) {
      this.#remove(entry.id);
      this.#unread.add(entry.id);
      return;
    }
    const node = new BoardNode(entry.id, entry.record, entry.fields);
    this.nodes.set(entry.id, node);
    this.#locate(node);
  }

  /** Connectors lie wherever their ends do, and are drawn apart. */
  #locate(node: BoardNode): void {
    if (node.record.kind !== 'connector') this.grid.set(node.id, boundsOf(node.geometry));
  }

  #remove(id: string): void {
    this.#unread.delete(id);
    const node = this.nodes.get(id);
    if (!node) return;
    this.nodes.delete(id);
    this.grid.delete(id);
    this.#dragged.delete(id);
    this.#selection.drop(node);
  }

  #restack(): void {
    const [frames, others]: [BoardNode[], BoardNode[]] = [[], []];
    for (const node of this.nodes.values()) (node.record.kind === 'frame' ? frames : others).push(node);
    // Frames lie below what they hold, whatever came first.
    const sorted = [...frames.sort(compareOrder), ...others.sort(compareOrder)];
    sorted.forEach((node, rank) => {
      if (node.rank !== rank) node.rank = rank;
    });
    this.#stack = sorted;
    this.#unreadable = this.#unread.size;
    this.view.changed();
  }
}
