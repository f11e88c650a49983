// The camera over a board: plain numbers outside reactive state, since it changes every frame of a gesture.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** `x` and `y` are the board point at the screen's top left corner; `zoom` is screen pixels a board unit. */
export interface Camera extends Point {
  readonly zoom: number;
}

const MIN_ZOOM = 0.02;
const MAX_ZOOM = 8;

export const clampZoom = (zoom: number): number => Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));

/** The board point under a point of the screen (relative to the canvas). */
export const toBoard = (camera: Camera, { x, y }: Point): Point => ({ x: camera.x + x / camera.zoom, y: camera.y + y / camera.zoom });

/** Where a board point is on the screen (relative to the canvas). */
export const toScreen = (camera: Camera, { x, y }: Point): Point => ({ x: (x - camera.x) * camera.zoom, y: (y - camera.y) * camera.zoom });

/** The part of the board that a screen of this size shows. */
export const viewOf = (camera: Camera, screen: { width: number; height: number }): Rect => ({
  x: camera.x,
  y: camera.y,
  width: screen.width / camera.zoom,
  height: screen.height / camera.zoom
});

/** Moves by pixels of the screen. */
export const panned = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.zoom,
  y: camera.y - dy / camera.zoom
});

/** Zooms so that the board point under `at` stays there. */
export function zoomedAt(camera: Camera, at: Point, zoom: number): Camera {
  const to = clampZoom(zoom);
  return { zoom: to, x: camera.x + at.x / camera.zoom - at.x / to, y: camera.y + at.y / camera.zoom - at.y / to };
}

/** Two fingers: what lay under them stays under them. */
export function pinched(camera: Camera, before: readonly [Point, Point], after: readonly [Point, Point]): Camera {
  const spread = ([one, other]: readonly [Point, Point]) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
  const middle = ([one, other]: readonly [Point, Point]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  const [from, to] = [middle(before), middle(after)];
  const zoomed = zoomedAt(camera, from, (camera.zoom * spread(after)) / spread(before));
  return panned(zoomed, to.x - from.x, to.y - from.y);
}

/** Shows a rectangle whole, with a margin in pixels, and no larger than `most`. */
export function fitted(rect: Rect, screen: { width: number; height: number }, margin = 48, most = 1): Camera {
  const zoom = clampZoom(
    Math.min(
      most,
      Math.max(1, screen.width - 2 * margin) / Math.max(1, rect.width),
      Math.max(1, screen.height - 2 * margin) / Math.max(1, rect.height)
    )
  );
  return {
    zoom,
    x: rect.x + rect.width / 2 - screen.width / zoom / 2,
    y: rect.y + rect.height / 2 - screen.height / zoom / 2
  };
}
