// What of a board is on the screen: the camera, written once a frame, and the items near enough to be elements of the page.
import type { BoardNode } from './board-node.svelte.ts';
import { clampZoom, fitted, panned, toBoard, toScreen, viewOf, zoomedAt, type Camera, type Point, type Rect } from './camera.ts';
import { boundsOf, containsRect, intersects, union } from './geometry.ts';
import type { SpatialGrid } from './spatial-grid.ts';

/** How much more than the screen is kept as elements, each way. */
const MARGIN = 0.35;
/** Items whose longer side is below so many pixels are painted as their colour instead of being elements. */
const TOO_SMALL = 24;
/** Elements that are made in a frame beside those in sight, which are made at once. */
const AHEAD = 16;
/** Zooming by this factor chooses anew which items are elements. */
const ZOOM_STEP = 1.25;
/** Milliseconds without a movement after which finer pictures are asked for. */
const SETTLE = 180;

interface Stage {
  /** What moves: its transform is the camera. */
  readonly world: HTMLElement;
  /** What the items too small for elements are painted on; lies in the world. */
  readonly far: HTMLCanvasElement;
  /** Told after every frame in which the camera moved. */
  readonly moved: (camera: Camera) => void;
}

/** What the view shows of a board. */
export interface Scene {
  readonly grid: SpatialGrid;
  readonly nodes: ReadonlyMap<string, BoardNode>;
}

export class BoardView {
  readonly #scene: Scene;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #screen = { width: 0, height: 0 };
  #stage: Stage | undefined;
  #frame = 0;
  #kept: Rect | undefined;
  #keptZoom = 0;
  /** All that are to be elements, while some near the screen are still to be made. */
  #near: readonly BoardNode[] | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #visible = $state.raw<readonly BoardNode[]>([]);
  #zoom = $state.raw(1);
  #detail = $state.raw(1);
  readonly #listeners = new Set<() => void>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** The items that are elements, from the bottom of the stack to its top. */
  get visible(): readonly BoardNode[] {
    return this.#visible;
  }

  /** The zoom to show as a figure; it follows the camera once a frame. */
  get zoom(): number {
    return this.#zoom;
  }

  /** The zoom for which pictures should be fine enough; it follows once the camera rests. */
  get detail(): number {
    return this.#detail;
  }

  get camera(): Camera {
    return this.#camera;
  }

  get screen(): { readonly width: number; readonly height: number } {
    return this.#screen;
  }

  /** Begins to write to these elements; the answer stops it. */
  attach(stage: Stage): () => void {
    this.#stage = stage;
    this.#schedule();
    return () => {
      this.#stage = undefined;
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      clearTimeout(this.#settling);
    };
  }

  /** Calls back in every frame in which the camera moved, at once first; for what is drawn in pixels of the screen. */
  follow(moved: () => void): () => void {
    this.#listeners.add(moved);
    moved();
    return () => this.#listeners.delete(moved);
  }

  resize(width: number, height: number): void {
    this.#screen = { width, height };
    this.#kept = undefined;
    this.#schedule();
  }

  set(camera: Camera): void {
    this.#camera = camera;
    this.#schedule();
  }

  pan(dx: number, dy: number): void {
    this.set(panned(this.#camera, dx, dy));
  }

  zoomTo(zoom: number, at: Point = { x: this.#screen.width / 2, y: this.#screen.height / 2 }): void {
    this.set(zoomedAt(this.#camera, at, clampZoom(zoom)));
  }

  /** Shows all of these items, or the whole board. */
  fit(nodes: Iterable<BoardNode> = this.#scene.nodes.values(), most = 1): void {
    const box = union([...nodes].map(({ geometry }) => boundsOf(geometry)));
    this.set(box ? fitted(box, this.#screen, 56, most) : { x: -this.#screen.width / 2, y: -this.#screen.height / 2, zoom: 1 });
  }

  /** Moves as little as possible to have these items in sight. */
  reveal(nodes: Iterable<BoardNode>): void {
    const list = [...nodes];
    const box = union(list.map(({ geometry }) => boundsOf(geometry)));
    if (box && !containsRect(viewOf(this.#camera, this.#screen), box)) {
      const fits = box.width * this.#camera.zoom < this.#screen.width && box.height * this.#camera.zoom < this.#screen.height;
      if (!fits) return this.fit(list);
      const { zoom } = this.#camera;
      this.set({
        zoom,
        x: box.x + box.width / 2 - this.#screen.width / zoom / 2,
        y: box.y + box.height / 2 - this.#screen.height / zoom / 2
      });
    }
  }

  toBoard(point: Point): Point {
    return toBoard(this.#camera, point);
  }

  toScreen(point: Point): Point {
    return toScreen(this.#camera, point);
  }

  /** Items came, went, moved or changed their place in the stack: chooses anew in the next frame. */
  changed(): void {
    this.#kept = undefined;
    this.#schedule();
  }

  /** Items moved that are elements: what is drawn beside them follows in the next frame. */
  moved(): void {
    this.#schedule();
  }

  /** Draws at once what the next frame would, for what must be there before the next key. */
  drawNow(): void {
    cancelAnimationFrame(this.#frame);
    this.#draw();
  }

  #schedule(): void {
    if (this.#frame === 0 && this.#stage) this.#frame = requestAnimationFrame(this.#draw);
  }

  readonly #draw = (): void => {
    this.#frame = 0;
    const stage = this.#stage;
    if (!stage || this.#screen.width === 0) return;
    const { x, y, zoom } = this.#camera;
    stage.world.style.transform = `scale(${zoom}) translate(${-x}px, ${-y}px)`;
    stage.moved(this.#camera);
    this.#zoom = zoom;
    const view = viewOf(this.#camera, this.#screen);
    const ratio = zoom / (this.#keptZoom || zoom);
    if (!this.#kept || !containsRect(this.#kept, view) || ratio > ZOOM_STEP || ratio < 1 / ZOOM_STEP) this.#choose(stage, view);
    else if (this.#near) this.#admit(this.#near, view);
    for (const listener of this.#listeners) listener();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => (this.#detail = this.#camera.zoom), SETTLE);
  };

  #choose(stage: Stage, view: Rect): void {
    const [mx, my] = [view.width * MARGIN, view.height * MARGIN];
    this.#kept = { x: view.x - mx, y: view.y - my, width: view.width + 2 * mx, height: view.height + 2 * my };
    this.#keptZoom = this.#camera.zoom;
    const near: BoardNode[] = [];
    const far: BoardNode[] = [];
    for (const id of this.#scene.grid.within(this.#kept)) {
      const node = this.#scene.nodes.get(id);
      if (!node) continue;
      const size = Math.max(node.geometry[2], node.geometry[3]) * this.#camera.zoom;
      (size < TOO_SMALL && !node.selected ? far : near).push(node);
    }
    near.sort((a, b) => a.rank - b.rank);
    this.#admit(near, viewOf(this.#camera, this.#screen));
    this.#paint(stage.far, this.#kept, far);
  }

  /** Makes elements of what is in sight, and a few of what is near in each frame, so that none of them takes long. */
  #admit(near: readonly BoardNode[], view: Rect): void {
    const before = new Set(this.#visible);
    let ahead = AHEAD;
    const now = near.filter((node) => before.has(node) || intersects(boundsOf(node.geometry), view) || ahead-- > 0);
    this.#near = now.length < near.length ? near : undefined;
    if (now.length !== this.#visible.length || now.some((node, index) => node !== this.#visible[index])) this.#visible = now;
    if (this.#near) this.#schedule();
  }

  /** The canvas lies in the world, so that panning moves it without painting it anew. */
  #paint(canvas: HTMLCanvasElement, area: Rect, nodes: BoardNode[]): void {
    canvas.hidden = nodes.length === 0;
    if (nodes.length === 0) return;
    const { zoom } = this.#camera;
    canvas.width = Math.ceil(area.width * zoom);
    canvas.height = Math.ceil(area.height * zoom);
    Object.assign(canvas.style, { left: `${area.x}px`, top: `${area.y}px`, width: `${area.width}px`, height: `${area.height}px` });
    const context = canvas.getContext('2d');
    if (!context) return;
    nodes.sort((a, b) => a.rank - b.rank);
    for (const node of nodes) {
      const { x, y, width, height } = boundsOf(node.geometry);
      context.fillStyle = node.colour;
      context.fillRect((x - area.x) * zoom, (y - area.y) * zoom, Math.max(1, width * zoom), Math.max(1, height * zoom));
    }
  }
}
