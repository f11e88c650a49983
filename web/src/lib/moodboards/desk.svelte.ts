// What one person is doing on an open board: the tool in hand, the note being typed, the panels that are open; and the parts that live with it.
import { flushSync } from 'svelte';
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { addColours, addFrame, addNote, connect } from './adding.ts';
import { boxAround } from './board-actions.ts';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';
import type { Point, Rect } from './camera.ts';
import { Comments } from './comments.svelte.ts';
import { Generating } from './generating.svelte.ts';
import { freeSpot } from './free-spot.ts';
import type { Tool } from './gesture-states.ts';
import { Presence } from './presence.svelte.ts';
import { Showing } from './showing.svelte.ts';

export type DeskSheet = 'outline' | 'inspector' | 'generate' | 'history';

export class Desk extends Showing {
  readonly comments: Comments;
  readonly presence: Presence;
  readonly generating: Generating;
  /** Whether what stands around the items is made: that waits for their first paint. */
  furnished = $state(false);
  tool = $state<Tool>('select');
  /** Id of the note whose words are being typed. */
  editing = $state<string>();
  /** On phones and narrow screens. */
  sheet = $state<DeskSheet>();
  /** The panel for generating is open beside the selection. */
  asking = $state(false);
  picking = $state(false);
  colouring = $state(false);
  /** Comments that are settled are shown too. */
  allComments = $state(false);

  constructor(board: Board) {
    super(board);
    this.comments = new Comments(board);
    this.presence = new Presence(board);
    this.generating = new Generating(board);
  }

  close(): void {
    this.comments.close();
    this.presence.close();
  }

  /** The board's place in the middle of the screen. */
  middle(): Point {
    const { view } = this.board;
    return view.toBoard({ x: view.screen.width / 2, y: view.screen.height / 2 });
  }

  /** Takes a tool. With something selected, a frame goes around it, and a connector between two items, at once. */
  choose(tool: Tool): void {
    const [one, other, ...more] = this.board.selection;
    const around = tool === 'frame' && one ? boxAround(this.board.selection) : undefined;
    if (around) this.use('frame', { x: around.x - 24, y: around.y - 24, width: around.width + 48, height: around.height + 48 });
    else if (tool === 'connector' && one && other && more.length === 0) connect(this.board, one, other);
    else this.tool = tool;
  }

  /** Uses a tool at a place or over a rectangle. */
  use(tool: Tool, at: Rect): void {
    if (!this.board.writable) return;
    this.tool = 'select';
    if (tool === 'note') {
      this.editing = addNote(this.board, at)?.id;
      // Whoever types on at once loses no letter.
      this.board.view.drawNow();
      flushSync();
    } else if (tool === 'comment') this.comments.begin(at);
    else if (tool === 'frame') {
      const frames = this.board.stack.filter(({ record }) => record.kind === 'frame').length;
      addFrame(this.board, at, `${frames + 1} Frame`);
    }
  }

  /** Uses the present tool in the middle of the screen; false where it needs a place that only a pointer can give. */
  place(): boolean {
    if (this.tool !== 'note' && this.tool !== 'frame' && this.tool !== 'comment') return false;
    const { stack, view } = this.board;
    const at = this.tool === 'comment' ? this.middle() : freeSpot(stack, this.middle(), this.tool);
    this.use(this.tool, { ...at, width: 0, height: 0 });
    view.reveal(this.board.selection);
    return true;
  }

  connect(from: BoardNode, to: BoardNode | Point): void {
    connect(this.board, from, to);
    this.tool = 'select';
  }

  addColours(colours: readonly string[], name: string): void {
    addColours(this.board, colours, this.middle(), name || undefined);
  }

  /** Opens an item: a note to type, a picture in the viewer, a frame to fill the screen. */
  open(node: BoardNode, narrow: boolean): void {
    if (node.record.kind === 'note' && this.board.writable && !node.fields.locked) {
      this.board.newStep();
      this.editing = node.id;
    } else if (node.picture?.assetId) void goto(resolve('/gallery/[id]', { id: node.picture.assetId }));
    else if (node.record.kind === 'frame') this.board.view.fit([node], 2);
    else if (narrow) this.sheet = 'inspector';
  }

  /** Begins to generate from the selected pictures. */
  generate(phone: boolean): void {
    this.generating.begin(this.board.selection);
    if (phone) this.sheet = 'generate';
    else this.asking = true;
  }

  /** The selected pictures that something can be made of. */
  readonly sources = $derived.by(() => this.board.selection.filter(({ picture }) => picture && !picture.type.startsWith('video/')));
}
