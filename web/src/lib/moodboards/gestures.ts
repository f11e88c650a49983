// What pointers do on a board: pan, pinch, choose, move, resize, turn, connect. One state at a time; pictures move before the document does.
import type { Geometry } from 'shared/moodboards';
import { snapped, type Snap } from './arrange.ts';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';
import { pinched, type Point, type Rect } from './camera.ts';
import { boundsOf, centreOf, moved, rescaled, resized, rotationTowards, union, type Handle } from './geometry.ts';
import type { Dragging, Press, Start, State, Tool } from './gesture-states.ts';
import { boxBetween, idsIn, neighboursOf, nodeAt } from './hit-test.ts';

/** Pixels that a pointer may tremble before it drags. */
const TREMBLE = 4;
/** Milliseconds between writes of a drag to the document. */
const WRITE_EVERY = 100;
/** Items for which that is often enough; for more of them the time grows with their number. */
const MANY = 40;
/** Pixels within which a dragged box snaps. */
const SNAP = 6;

/** What the canvas does with a gesture that is not its own to finish. */
export interface GestureHost {
  readonly tool: Tool;
  /** A rectangle is drawn for choosing or for a new frame; undefined once it is over. */
  marquee(rect: Rect | undefined): void;
  /** Lines that a drag snaps to. */
  snap(lines: Snap['lines']): void;
  /** A connector is drawn from an item to a place. */
  connecting(line: { readonly from: BoardNode; readonly to: Point } | undefined): void;
  /** A tool was used at a place, or over a rectangle of the board. */
  use(tool: Tool, at: Rect): void;
  connect(from: BoardNode, to: BoardNode | Point): void;
  /** Items were dropped: they may now lie in another frame. */
  dropped(nodes: readonly BoardNode[]): void;
  /** Something was chosen by touch or pen without moving. */
  open(node: BoardNode): void;
}

export class Gestures {
  readonly #board: Board;
  readonly #host: GestureHost;
  readonly #pointers = new Map<number, Point>();
  #state: State = { kind: 'idle' };
  /** While Space is held everything pans. */
  panning = false;

  constructor(board: Board, host: GestureHost) {
    this.#board = board;
    this.#host = host;
  }

  get isIdle(): boolean {
    return this.#state.kind === 'idle';
  }

  /** A pointer went down, `node` the item under it; points are relative to the canvas. */
  down(press: Press, at: Point, node: BoardNode | undefined): void {
    this.#pointers.set(press.pointerId, at);
    if (this.#pointers.size === 2) return this.#pinch();
    if (this.#pointers.size > 2) return;
    const { tool } = this.#host;
    if (this.panning || tool === 'hand' || press.button === 1) this.#state = { kind: 'panning' };
    else if (press.button !== 0) this.#state = { kind: 'idle' };
    else if (tool === 'connector' && node) this.#state = { kind: 'connecting', node };
    else if (tool === 'frame') this.#state = { kind: 'marquee', from: at, before: [], tool };
    else if (tool === 'note' || tool === 'comment') this.#state = { kind: 'pressed', at, node: undefined, add: false };
    else this.#state = { kind: 'pressed', at, node, add: press.shiftKey || press.ctrlKey || press.metaKey };
  }

  /** A handle of the selection went down. */
  grab(press: Press, at: Point, handle: Handle | 'turn'): void {
    this.#pointers.set(press.pointerId, at);
    const starts = this.#starts(this.#board.selection, false);
    const box = union(starts.map(({ geometry }) => boundsOf(geometry)));
    if (!box || starts.length === 0) return;
    this.#board.newStep();
    this.#state =
      handle === 'turn'
        ? { kind: 'turning', starts, centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 }, written: 0 }
        : { kind: 'resizing', handle, from: at, starts, box, written: 0 };
  }

  move(press: Press, at: Point): void {
    const last = this.#pointers.get(press.pointerId);
    if (!last) return;
    this.#pointers.set(press.pointerId, at);
    const state = this.#state;
    const { view } = this.#board;
    switch (state.kind) {
      case 'panning':
        return view.pan(at.x - last.x, at.y - last.y);
      case 'pinching': {
        const [one, other] = [...this.#pointers.values()];
        if (!one || !other) return;
        view.set(pinched(view.camera, state.before, [one, other]));
        state.before = [one, other];
        return;
      }
      case 'pressed':
        if (Math.hypot(at.x - state.at.x, at.y - state.at.y) >= TREMBLE) this.#begin(state, press);
        return;
      case 'marquee':
        return this.#draw(state, at);
      case 'moving':
        return this.#move(state, at, press);
      case 'resizing':
        return this.#resize(state, at, press);
      case 'turning':
        return this.#turn(state, at, press);
      case 'connecting':
        return this.#host.connecting({ from: state.node, to: view.toBoard(at) });
      case 'idle':
        return;
    }
  }

  up(press: Press, at: Point): void {
    if (!this.#pointers.delete(press.pointerId)) return;
    const state = this.#state;
    if (state.kind === 'pinching') {
      // The finger that is left must not drag what happens to lie under it.
      if (this.#pointers.size === 0) this.#state = { kind: 'idle' };
      return;
    }
    this.#state = { kind: 'idle' };
    const { view } = this.#board;
    if (state.kind === 'pressed') this.#press(state, at, press);
    else if (state.kind === 'marquee') {
      this.#host.marquee(undefined);
      if (state.tool === 'frame') this.#host.use('frame', boxBetween(view.toBoard(state.from), view.toBoard(at)));
    } else if (state.kind === 'moving' || state.kind === 'resizing' || state.kind === 'turning') this.#finish(state);
    else if (state.kind === 'connecting') {
      this.#host.connecting(undefined);
      const target = nodeAt(this.#board, view.toBoard(at));
      if (target !== state.node) this.#host.connect(state.node, target ?? view.toBoard(at));
    }
  }

  /** The browser took the pointer, or Escape was pressed: everything goes back to where it was. */
  cancel(): void {
    const state = this.#state;
    this.#pointers.clear();
    this.#state = { kind: 'idle' };
    this.#host.marquee(undefined);
    this.#host.snap([]);
    this.#host.connecting(undefined);
    if (state.kind !== 'moving' && state.kind !== 'resizing' && state.kind !== 'turning') return;
    this.#board.preview(state.starts);
    this.#board.settle(
      state.starts.map(({ node }) => node),
      true
    );
  }

  #pinch(): void {
    // What a first finger had begun to move goes back: two fingers move the board.
    const points = [...this.#pointers];
    this.cancel();
    for (const [id, point] of points) this.#pointers.set(id, point);
    const [one, other] = points.map(([, point]) => point);
    if (one && other) this.#state = { kind: 'pinching', before: [one, other] };
  }

  /** The pointer has moved far enough to mean a drag. */
  #begin({ at, node, add }: Extract<State, { kind: 'pressed' }>, press: Press): void {
    if (node && !node.fields.locked && this.#board.writable) {
      if (!node.selected) this.#board.select([node.id], { add });
      const starts = this.#starts(this.#board.selection, true);
      const box = union(starts.map(({ geometry }) => boundsOf(geometry)));
      if (!box) return;
      this.#board.newStep();
      this.#state = { kind: 'moving', from: at, starts, box, written: 0 };
    } else if (press.pointerType === 'touch') this.#state = { kind: 'panning' };
    else {
      const before = add ? this.#board.selection.map(({ id }) => id) : [];
      this.#state = { kind: 'marquee', from: at, before, tool: 'select' };
      if (!add) this.#board.select([]);
    }
  }

  /** A press without a drag. */
  #press({ at, node, add }: Extract<State, { kind: 'pressed' }>, _: Point, press: Press): void {
    const { tool } = this.#host;
    const place = this.#board.view.toBoard(at);
    if (tool === 'note' || tool === 'comment') this.#host.use(tool, { ...place, width: 0, height: 0 });
    else if (!node) {
      if (!add) this.#board.select([]);
    } else if (add) this.#board.toggle(node.id);
    else if (press.pointerType !== 'mouse' && node.selected) this.#host.open(node);
    else this.#board.select([node.id]);
  }

  #draw(state: Extract<State, { kind: 'marquee' }>, at: Point): void {
    const { view } = this.#board;
    const rect = boxBetween(view.toBoard(state.from), view.toBoard(at));
    this.#host.marquee(rect);
    if (state.tool !== 'select') return;
    this.#board.select([...state.before, ...idsIn(this.#board, rect)]);
  }

  #move(state: Extract<State, { kind: 'moving' }>, at: Point, press: Press): void {
    const { zoom } = this.#board.view.camera;
    let [dx, dy] = [(at.x - state.from.x) / zoom, (at.y - state.from.y) / zoom];
    if (press.shiftKey) [dx, dy] = Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy];
    const box = { ...state.box, x: state.box.x + dx, y: state.box.y + dy };
    const snap = press.ctrlKey || press.metaKey ? { dx: 0, dy: 0, lines: [] } : snapped(box, this.#near(state, box), SNAP / zoom);
    this.#host.snap(snap.lines);
    this.#show(
      state,
      state.starts.map(({ node, geometry }) => ({ node, geometry: moved(geometry, dx + snap.dx, dy + snap.dy) }))
    );
  }

  #resize(state: Extract<State, { kind: 'resizing' }>, at: Point, press: Press): void {
    const { zoom } = this.#board.view.camera;
    const [dx, dy] = [(at.x - state.from.x) / zoom, (at.y - state.from.y) / zoom];
    const [only, ...others] = state.starts;
    if (!only) return;
    if (others.length === 0) {
      const ratio = only.node.keepsRatio !== press.shiftKey;
      return this.#show(state, [{ node: only.node, geometry: resized(only.geometry, state.handle, dx, dy, ratio) }]);
    }
    const from: Geometry = [state.box.x, state.box.y, state.box.width, state.box.height, 0];
    const [x, y, width, height] = resized(from, state.handle, dx, dy, true);
    this.#show(
      state,
      state.starts.map(({ node, geometry }) => ({ node, geometry: rescaled(geometry, state.box, { x, y, width, height }) }))
    );
  }

  #turn(state: Extract<State, { kind: 'turning' }>, at: Point, press: Press): void {
    const pointer = this.#board.view.toBoard(at);
    const [only, ...others] = state.starts;
    if (!only || others.length > 0) return;
    const [x, y, width, height] = only.geometry;
    this.#show(state, [
      { node: only.node, geometry: [x, y, width, height, rotationTowards(centreOf(only.geometry), pointer, press.shiftKey)] }
    ]);
  }

  #show(state: Dragging, places: readonly Start[]): void {
    this.#board.preview(places);
    const now = performance.now();
    // Hundreds of items are a long message and a long frame: they are written less often.
    if (now - state.written < WRITE_EVERY * Math.max(1, places.length / MANY)) return;
    state.written = now;
    // Behind the frame that shows it, unless the gesture has ended by then.
    setTimeout(() => {
      if (this.#state !== state) return;
      this.#board.settle(
        places.map(({ node }) => node),
        false
      );
    });
  }

  #finish(state: Dragging): void {
    const nodes = state.starts.map(({ node }) => node);
    this.#host.snap([]);
    this.#board.settle(nodes, true);
    this.#host.dropped(nodes);
    this.#board.newStep();
  }

  /** What a gesture is about: the selection, and for a move also what its frames hold. */
  #starts(selection: readonly BoardNode[], withInner: boolean): Start[] {
    const all = new Set<BoardNode>();
    for (const node of selection) {
      if (node.fields.locked || node.record.kind === 'connector') continue;
      all.add(node);
      if (withInner && node.record.kind === 'frame') for (const inner of this.#board.within(node)) if (!inner.fields.locked) all.add(inner);
    }
    return [...all].map((node) => ({ node, geometry: node.geometry }));
  }

  /** Looks around anew once the dragged box is half its size away from where it looked last. */
  #near(state: Extract<State, { kind: 'moving' }>, box: Rect): readonly Rect[] {
    const at = state.near?.at;
    const isStill = at && Math.abs(at.x - box.x) <= box.width / 2 && Math.abs(at.y - box.y) <= box.height / 2;
    if (!isStill) state.near = { at: box, rects: neighboursOf(this.#board, box, new Set(state.starts.map(({ node }) => node.id))) };
    return state.near?.rects ?? [];
  }
}
