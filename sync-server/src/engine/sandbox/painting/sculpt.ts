// The sculptor's hands: builds bodies from shapes and keeps their bounds, so that rays can pass them by.
import { ARCH, BALL, BOUND, BOX, CONE, JOINT, LATHE, LIMB, MEASURE, OVAL, RECORD, RING, TUBE, TURN, WEDGE } from './shapes.ts';
import { CUT, MEET, SMOOTH, UNITE, type Body, type Shape } from './bodies.ts';
import { lathes, type Outline } from './lathe.ts';
import type { Sheet } from './sheets.ts';
import type { Vec } from './vec.ts';
import type { Material } from './material.ts';

/** How a shape joins what its body already has. Turns are radians about x, then y, then z. */
interface Join {
  /** Softness of the joint in units of the body. */
  k?: number;
  cut?: boolean;
  meet?: boolean;
  turn?: Vec;
}

interface BodyPlace {
  at?: Vec;
  yaw?: number;
  scale?: number;
  /** Surface relief: kind (see `bodies.ts`), height and pitch. */
  relief?: readonly [number, number, number];
}

/** One body in the making. Every method adds a shape and returns the body. */
class BodyBuilder {
  readonly #place: BodyPlace;
  readonly #shapes: Shape[] = [];
  readonly #low: [number, number, number] = [1e9, 1e9, 1e9];
  readonly #high: [number, number, number] = [-1e9, -1e9, -1e9];

  constructor(place: BodyPlace) {
    this.#place = place;
  }

  ball(at: Vec, radius: number, material: number, join: Join = {}): this {
    return this.#add(BALL, at, [radius], [radius, radius, radius], material, join);
  }

  oval(at: Vec, radii: Vec, material: number, join: Join = {}): this {
    return this.#add(OVAL, at, [...radii, 1 / radii[0], 1 / radii[1], 1 / radii[2]], radii, material, join);
  }

  box(at: Vec, half: Vec, round: number, material: number, join: Join = {}): this {
    return this.#add(BOX, at, [...half, round], half, material, join);
  }

  /** An upright drum. */
  tube(at: Vec, radius: number, half: number, round: number, material: number, join: Join = {}): this {
    return this.#add(TUBE, at, [radius, half, round], [radius, half, radius], material, join);
  }

  /** A rounded stroke from one point to another, its thickness changing from `start` to `end`. */
  limb(from: Vec, to: Vec, start: number, end: number, material: number, join: Join = {}): this {
    const line: Vec = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
    const inverse = 1 / (line[0] * line[0] + line[1] * line[1] + line[2] * line[2] + 1e-12);
    const most = Math.max(start, end);
    const reach: Vec = [Math.abs(line[0]) + most, Math.abs(line[1]) + most, Math.abs(line[2]) + most];
    return this.#add(LIMB, from, [...line, start, end, inverse], reach, material, join);
  }

  /** A lying ring. */
  ring(at: Vec, radius: number, thickness: number, material: number, join: Join = {}): this {
    return this.#add(RING, at, [radius, thickness], [radius + thickness, thickness, radius + thickness], material, join);
  }

  /** An upright cone, `low` radius at the bottom, `high` at the top. */
  cone(at: Vec, low: number, high: number, half: number, material: number, join: Join = {}): this {
    const most = Math.max(low, high);
    const lean = (2 * half) / Math.hypot(2 * half, high - low);
    return this.#add(CONE, at, [low, high, half, lean], [most, half, most], material, join);
  }

  /** A turned form; `wall` above 0 makes it an open vessel. The outline runs upwards. */
  lathe(at: Vec, outline: Outline, wall: number, material: number, join: Join = {}): this {
    const index = lathes.add(outline, wall);
    const { radius, low, high } = lathes.extent(index);
    const tall = Math.max(Math.abs(low), Math.abs(high));
    return this.#add(LATHE, at, [index], [radius, tall, radius], material, join);
  }

  /** A gable: half width, height, half depth; stands on its foot. */
  wedge(at: Vec, measures: Vec, material: number, join: Join = {}): this {
    const [width, height, depth] = measures;
    const slope = Math.hypot(width, height);
    return this.#add(WEDGE, at, [width, height, depth, height / slope, width / slope], [width, height, depth], material, join);
  }

  /** A round-headed block: half width, height where the round begins, half depth; stands on its foot. */
  arch(at: Vec, measures: Vec, material: number, join: Join = {}): this {
    const [width, spring, depth] = measures;
    return this.#add(ARCH, at, measures, [width, spring + width, depth], material, join);
  }

  #add(kind: number, at: Vec, measures: readonly number[], half: Vec, material: number, join: Join): this {
    const record = new Float64Array(RECORD);
    record.set(at, 0);
    const turn = join.turn ?? [0, 0, 0];
    const turned = turn[0] !== 0 || turn[1] !== 0 || turn[2] !== 0;
    const m = rotation(turn);
    record.set(m, TURN);
    record.set(measures, MEASURE);
    record[JOINT] = join.k ?? 0;
    record[BOUND] = kind === BALL || kind === OVAL ? Math.max(...half) : Math.hypot(...half);
    const joint = join.cut === true ? CUT : join.meet === true ? MEET : UNITE;
    if (joint === UNITE) {
      for (let axis = 0; axis < 3; axis++) {
        const reach =
          Math.abs(m[axis]!) * half[0] + Math.abs(m[axis + 3]!) * half[1] + Math.abs(m[axis + 6]!) * half[2] + (join.k ?? 0) * 0.3;
        this.#low[axis] = Math.min(this.#low[axis]!, at[axis]! - reach);
        this.#high[axis] = Math.max(this.#high[axis]!, at[axis]! + reach);
      }
    }
    this.#shapes.push({ kind, joint, material, turned, record });
    return this;
  }

  /** The finished body. */
  finish(): Body {
    const [relief, height, pitch] = this.#place.relief ?? [SMOOTH, 0, 1];
    const pad = height * 1.5 + 0.002;
    return {
      at: this.#place.at ?? [0, 0, 0],
      yaw: this.#place.yaw ?? 0,
      scale: this.#place.scale ?? 1,
      low: [this.#low[0] - pad, this.#low[1] - pad, this.#low[2] - pad],
      high: [this.#high[0] + pad, this.#high[1] + pad, this.#high[2] + pad],
      relief,
      height,
      pitch,
      shapes: this.#shapes
    };
  }
}

/** Collects materials and bodies of one picture. */
export class Sculptor {
  readonly materials: Material[] = [];
  /** Petals and leaves. */
  readonly sheets: Sheet[] = [];
  readonly #bodies: BodyBuilder[] = [];

  constructor() {
    lathes.clear();
  }

  material(material: Material): number {
    this.materials.push(material);
    return this.materials.length - 1;
  }

  /** Adds a petal or leaf that rises at `up` radians above the level towards bearing `bearing`, on a stem leaned forward by `lean` and turned by `yaw`. */
  leaf(
    foot: Vec,
    [bearing, up, lean, yaw]: readonly [number, number, number, number],
    form: Pick<Sheet, 'width' | 'length' | 'lift' | 'cup' | 'point'>,
    material: number
  ): void {
    const ca = Math.cos(bearing);
    const sa = Math.sin(bearing);
    const cu = Math.cos(up);
    const su = Math.sin(up);
    const place = ([x, y, z]: Vec): Vec => {
      const tilted = y * Math.sin(lean) + z * Math.cos(lean);
      return [
        Math.cos(yaw) * x + Math.sin(yaw) * tilted,
        y * Math.cos(lean) - z * Math.sin(lean),
        Math.cos(yaw) * tilted - Math.sin(yaw) * x
      ];
    };
    this.sheets.push({ foot, along: place([sa * cu, su, ca * cu]), over: place([-sa * su, cu, -ca * su]), ...form, material });
  }

  body(place: BodyPlace = {}): BodyBuilder {
    const body = new BodyBuilder(place);
    this.#bodies.push(body);
    return body;
  }

  bodies(): Body[] {
    return this.#bodies.map((body) => body.finish()).filter((body) => body.shapes.length > 0);
  }
}

function rotation([x, y, z]: Vec): number[] {
  const cx = Math.cos(x);
  const sx = Math.sin(x);
  const cy = Math.cos(y);
  const sy = Math.sin(y);
  const cz = Math.cos(z);
  const sz = Math.sin(z);
  // rows of the transpose of Rz·Ry·Rx: world to shape
  return [
    cz * cy,
    sz * cy,
    -sy,
    cz * sy * sx - sz * cx,
    sz * sy * sx + cz * cx,
    cy * sx,
    cz * sy * cx + sz * sx,
    sz * sy * cx - cz * sx,
    cy * cx
  ];
}
