// The canvas: linear light per pixel, filled by looking closely only where the picture changes.

/** What one look at the scene reports: linear light and which thing was seen. */
export interface Probe {
  r: number;
  g: number;
  b: number;
  thing: number;
}

/** Looks at one point of the picture, in pixels from the top left. */
type Look = (x: number, y: number, probe: Probe) => void;

export class Canvas {
  readonly width: number;
  readonly height: number;
  /** Linear light, three numbers a pixel. */
  readonly light: Float32Array;
  readonly #thing: Int16Array;
  readonly #probe: Probe = { r: 0, g: 0, b: 0, thing: 0 };

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.light = new Float32Array(width * height * 3);
    this.#thing = new Int16Array(width * height);
  }

  /** Looks at every pixel once. */
  every(look: Look): void {
    for (let y = 0; y < this.height; y++) for (let x = 0; x < this.width; x++) this.#take(look, x, y);
  }

  /** Looks at every second pixel, fills calm places between, looks again where neighbours differ, and smooths the edges. */
  adaptive(look: Look, tolerance: number, smooth: boolean): void {
    const { width, height } = this;
    for (let y = 0; y < height; y += 2) for (let x = 0; x < width; x += 2) this.#take(look, x, y);
    for (let y = 0; y < height; y += 2) {
      for (let x = 1; x < width; x += 2) {
        if (x + 1 < width && this.#alike(y * width + x - 1, y * width + x + 1, tolerance)) {
          this.#between(y * width + x, y * width + x - 1, y * width + x + 1);
        } else this.#take(look, x, y);
      }
    }
    for (let y = 1; y < height; y += 2) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        if (y + 1 < height && this.#alike(at - width, at + width, tolerance)) this.#between(at, at - width, at + width);
        else this.#take(look, x, y);
      }
    }
    if (smooth) this.#smoothEdges(look, tolerance * 2.2);
  }

  #take(look: Look, x: number, y: number): void {
    const probe = this.#probe;
    look(x + 0.5, y + 0.5, probe);
    const at = y * this.width + x;
    this.light[at * 3] = probe.r;
    this.light[at * 3 + 1] = probe.g;
    this.light[at * 3 + 2] = probe.b;
    this.#thing[at] = probe.thing;
  }

  #alike(a: number, b: number, tolerance: number): boolean {
    return this.#thing[a] === this.#thing[b] && this.#contrast(a, b) < tolerance;
  }

  /** How different two pixels look, about 0 to 2, the same in shade and in light. */
  #contrast(a: number, b: number): number {
    const l = this.light;
    const i = a * 3;
    const j = b * 3;
    const r = Math.abs(l[i]! - l[j]!) / (l[i]! + l[j]! + 0.06);
    const g = Math.abs(l[i + 1]! - l[j + 1]!) / (l[i + 1]! + l[j + 1]! + 0.06);
    const c = Math.abs(l[i + 2]! - l[j + 2]!) / (l[i + 2]! + l[j + 2]! + 0.06);
    return r > g ? (r > c ? r : c) : g > c ? g : c;
  }

  #between(at: number, a: number, b: number): void {
    const l = this.light;
    for (let channel = 0; channel < 3; channel++) l[at * 3 + channel] = (l[a * 3 + channel]! + l[b * 3 + channel]!) * 0.5;
    this.#thing[at] = this.#thing[a]!;
  }

  #smoothEdges(look: Look, tolerance: number): void {
    const { width, height, light } = this;
    const edges: number[] = [];
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        const at = y * width + x;
        const rough =
          !this.#alike(at, at + 1, tolerance) ||
          !this.#alike(at, at + width, tolerance) ||
          !this.#alike(at, at - 1, tolerance) ||
          !this.#alike(at, at - width, tolerance);
        if (rough) edges.push(at);
      }
    }
    const probe = this.#probe;
    const smoothed = new Float32Array(edges.length * 3);
    edges.forEach((at, index) => {
      const x = at % width;
      const y = (at - x) / width;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let tap = 0; tap < 4; tap++) {
        look(x + TAPS_X[tap]!, y + TAPS_Y[tap]!, probe);
        // bright points are held back so that one spark does not whiten a whole edge
        r += Math.min(probe.r, 3);
        g += Math.min(probe.g, 3);
        b += Math.min(probe.b, 3);
      }
      smoothed[index * 3] = r / 4;
      smoothed[index * 3 + 1] = g / 4;
      smoothed[index * 3 + 2] = b / 4;
    });
    edges.forEach((at, index) => {
      light[at * 3] = smoothed[index * 3]!;
      light[at * 3 + 1] = smoothed[index * 3 + 1]!;
      light[at * 3 + 2] = smoothed[index * 3 + 2]!;
    });
  }
}

const TAPS_X = [0.125, 0.625, 0.375, 0.875];
const TAPS_Y = [0.375, 0.125, 0.875, 0.625];
