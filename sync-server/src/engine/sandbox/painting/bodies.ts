// Bodies as plain records: what the sculptor makes and the marcher reads.

export const UNITE = 0;
export const CUT = 1;
export const MEET = 2;

/** Kinds of surface relief. */
export const SMOOTH = 0;
export const FOLDS = 1;
export const FLUTES = 2;
export const ROUGH = 3;
export const THROWN = 4;
export const FUR = 5;

/** Neighbouring bodies are tested together by one sphere around this many of them. */
export const CLUSTER = 8;

/** One shape as recorded: see `shapes.ts` for the layout of `record`. */
export interface Shape {
  kind: number;
  joint: number;
  material: number;
  turned: boolean;
  record: Float64Array;
}

/** One movable body made of shapes, all in its own frame (y up, turned about y, scaled). */
export interface Body {
  at: readonly [number, number, number];
  yaw: number;
  scale: number;
  low: readonly [number, number, number];
  high: readonly [number, number, number];
  relief: number;
  height: number;
  pitch: number;
  shapes: readonly Shape[];
}

/** Centre and radius of a sphere around each run of bodies. */
export function clusterSpheres(bodies: readonly Body[]): Float64Array {
  const out = new Float64Array(Math.ceil(bodies.length / CLUSTER) * 4);
  for (let first = 0; first < bodies.length; first += CLUSTER) {
    const run = bodies.slice(first, first + CLUSTER).map((body) => {
      const mx = ((body.low[0] + body.high[0]) / 2) * body.scale;
      const my = ((body.low[1] + body.high[1]) / 2) * body.scale;
      const mz = ((body.low[2] + body.high[2]) / 2) * body.scale;
      const c = Math.cos(body.yaw);
      const s = Math.sin(body.yaw);
      const radius = (Math.hypot(body.high[0] - body.low[0], body.high[1] - body.low[1], body.high[2] - body.low[2]) / 2) * body.scale;
      return { x: body.at[0] + c * mx + s * mz, y: body.at[1] + my, z: body.at[2] - s * mx + c * mz, radius };
    });
    const x = run.reduce((sum, b) => sum + b.x, 0) / run.length;
    const y = run.reduce((sum, b) => sum + b.y, 0) / run.length;
    const z = run.reduce((sum, b) => sum + b.z, 0) / run.length;
    const radius = Math.max(...run.map((b) => Math.hypot(b.x - x, b.y - y, b.z - z) + b.radius));
    out.set([x, y, z, radius], (first / CLUSTER) * 4);
  }
  return out;
}
