// How the picture under the mask brush lies in the stage: fitted until wheel, keys or two fingers move it.
import { fitted, held, isFitted, zoomedAt, type Camera } from '#lib/gallery';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export class MaskView {
  readonly #size: () => Size;
  readonly #room: () => Size;
  #moved = $state.raw<Camera>();
  readonly #pointers = new Map<number, Point>();
  #pinch: { camera: Camera; middle: Point; spread: number } | undefined;
  readonly camera: Camera = $derived.by(() =>
    this.#moved ? held(this.#moved, this.#size(), this.#room()) : fitted(this.#size(), this.#room())
  );
  readonly fitted = $derived.by(() => isFitted(this.camera, this.#size(), this.#room()));

  /** `size` is the mask's in pixels, `room` the stage's in CSS pixels without its margins. */
  constructor(size: () => Size, room: () => Size) {
    this.#size = size;
    this.#room = room;
  }

  /** Pointers that are down. */
  get touches(): number {
    return this.#pointers.size;
  }

  /** Whether the pointers that are down move the picture. */
  get pinching(): boolean {
    return this.#pinch !== undefined;
  }

  /** From CSS pixels off the stage's middle to the mask's pixels. */
  toMask({ x, y }: Point): Point {
    const { width, height } = this.#size();
    return { x: (x - this.camera.x) / this.camera.scale + width / 2, y: (y - this.camera.y) / this.camera.scale + height / 2 };
  }

  press(id: number, at: Point): void {
    this.#pointers.set(id, at);
  }

  /** Has the pointers that are down move the picture from now on. */
  pinch(): void {
    this.#pinch = { camera: this.camera, ...this.#gesture() };
  }

  /** A pointer moved; answers whether it is one that is down. */
  drag(id: number, at: Point): boolean {
    if (!this.#pointers.has(id)) return false;
    this.#pointers.set(id, at);
    if (!this.#pinch) return true;
    const { camera, middle: from, spread: before } = this.#pinch;
    const { middle, spread } = this.#gesture();
    const scale = before > 0 && spread > 0 ? camera.scale * (spread / before) : camera.scale;
    const zoomed = zoomedAt(camera, scale, from, this.#size(), this.#room());
    this.#moved = { ...zoomed, x: zoomed.x + middle.x - from.x, y: zoomed.y + middle.y - from.y };
    return true;
  }

  /** A pointer was lifted; answers whether it was one that is down. */
  lift(id: number): boolean {
    if (!this.#pointers.delete(id)) return false;
    if (!this.#pinch) return true;
    if (this.#pointers.size > 0) this.pinch();
    else this.#pinch = undefined;
    return true;
  }

  /** Zooms by a factor around a point, in CSS pixels off the stage's middle. */
  zoom(by: number, at: Point = { x: 0, y: 0 }): void {
    this.#moved = zoomedAt(this.camera, this.camera.scale * by, at, this.#size(), this.#room());
  }

  /** Shows the whole picture. */
  fit(): void {
    this.#moved = undefined;
  }

  #gesture() {
    const points = [...this.#pointers.values()];
    const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
    const [a, b] = points;
    return { middle: { x: sum.x / points.length, y: sum.y / points.length }, spread: a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0 };
  }
}
