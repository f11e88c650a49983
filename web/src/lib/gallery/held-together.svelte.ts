// Two pictures under one camera: where each is shown, how wheel, pointers and keys move both, and where the slider between them stands.
import { fitted, held, isFitted, zoomedAt, type Camera } from './zoom.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

export class HeldTogether {
  /** Beside each other instead of on top of each other. */
  beside = $state(false);
  /** How much of the one is shown over the other, percent. */
  share = $state(50);
  /** The stage, CSS pixels. */
  width = $state(0);
  height = $state(0);
  #moved = $state.raw<Camera>();
  readonly #size: () => { width: number; height: number };

  readonly stacked = $derived(this.beside && this.height > this.width);
  readonly size = $derived.by(() => this.#size());
  readonly #pane = $derived({
    width: Math.max(1, (this.beside && !this.stacked ? this.width / 2 : this.width) - 16),
    height: Math.max(1, (this.stacked ? this.height / 2 : this.height) - 16)
  });
  readonly camera = $derived(this.#moved ? held(this.#moved, this.size, this.#pane) : fitted(this.size, this.#pane));
  readonly fit = $derived(isFitted(this.camera, this.size, this.#pane));
  /** What of the stage the picture takes across. */
  readonly #shown = $derived({
    left: this.width / 2 + this.camera.x - (this.size.width * this.camera.scale) / 2,
    width: this.size.width * this.camera.scale
  });
  /** Where the slider's line stands: a share of the picture in sight, not of the window. */
  readonly lineAt = $derived(this.#shown.left + (this.#shown.width * this.share) / 100);

  // One pointer moves the slider, or beside each other the pictures; two pinch and move.
  readonly #pointers = new Map<number, Place>();
  #start: { camera: Camera; middle: Place; spread: number } | undefined;

  /** `size`: the shape both are shown in, pixels. */
  constructor(size: () => { width: number; height: number }) {
    this.#size = size;
  }

  /** Nearer by a factor, or fitted again by 0; `at` stays where it is, from the middle of the pane. */
  zoom(by: number, at: Place = { x: 0, y: 0 }): void {
    this.#moved = by === 0 ? undefined : zoomedAt(this.camera, this.camera.scale * by, at, this.size, this.#pane);
  }

  wheel(event: WheelEvent, stage: HTMLElement): void {
    event.preventDefault();
    const speed = event.ctrlKey ? 0.01 : event.deltaMode === 1 ? 0.05 : 0.0016;
    this.zoom(Math.exp(-event.deltaY * speed), this.#within(event, stage));
  }

  down(event: PointerEvent, stage: HTMLElement): void {
    if (event.button !== 0) return;
    stage.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#within(event, stage));
    this.#start = { camera: this.camera, ...this.#gesture() };
    if (!this.beside && this.#pointers.size === 1) this.#slideTo(event, stage);
  }

  move(event: PointerEvent, stage: HTMLElement): void {
    if (!this.#pointers.has(event.pointerId) || !this.#start) return;
    if (!this.beside && this.#pointers.size === 1) return this.#slideTo(event, stage);
    this.#pointers.set(event.pointerId, this.#within(event, stage));
    const { camera, middle: from, spread: before } = this.#start;
    const { middle, spread } = this.#gesture();
    const scale = before > 0 && spread > 0 ? camera.scale * (spread / before) : camera.scale;
    const zoomed = zoomedAt(camera, scale, from, this.size, this.#pane);
    this.#moved = { ...zoomed, x: zoomed.x + middle.x - from.x, y: zoomed.y + middle.y - from.y };
  }

  up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    this.#start = this.#pointers.size > 0 ? { camera: this.camera, ...this.#gesture() } : undefined;
  }

  /** From the middle of the pane that the pointer is over. */
  #within(event: { clientX: number; clientY: number }, stage: HTMLElement): Place {
    const box = stage.getBoundingClientRect();
    const width = this.beside && !this.stacked ? box.width / 2 : box.width;
    const height = this.stacked ? box.height / 2 : box.height;
    return { x: ((event.clientX - box.left) % width) - width / 2, y: ((event.clientY - box.top) % height) - height / 2 };
  }

  #gesture(): { middle: Place; spread: number } {
    const points = [...this.#pointers.values()];
    const [a, b] = points;
    const sum = points.reduce((all, one) => ({ x: all.x + one.x, y: all.y + one.y }), { x: 0, y: 0 });
    return { middle: { x: sum.x / points.length, y: sum.y / points.length }, spread: a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0 };
  }

  #slideTo(event: PointerEvent, stage: HTMLElement): void {
    const x = event.clientX - stage.getBoundingClientRect().left;
    this.share = Math.min(100, Math.max(0, ((x - this.#shown.left) / this.#shown.width) * 100));
  }
}
