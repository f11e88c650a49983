// The geometry of looking closely: fitting, zooming about a point and keeping the picture within reach. Pure, so that it can be tried.

export interface Size {
  width: number;
  height: number;
}

/** Scale is CSS pixels for a picture's pixel; x and y move its middle from the stage's middle, in CSS pixels. */
export interface Camera {
  scale: number;
  x: number;
  y: number;
}

/** Eight CSS pixels for one of the picture: enough to see each. */
export const CLOSEST = 8;

/** The scale at which the whole picture is in sight; pictures smaller than the stage keep their size. */
export function fitScale(picture: Size, stage: Size): number {
  return Math.min(1, stage.width / picture.width, stage.height / picture.height) || 1;
}

/** The whole picture, in the middle. */
export function fitted(picture: Size, stage: Size): Camera {
  return { scale: fitScale(picture, stage), x: 0, y: 0 };
}

/** Keeps the scale in its limits and the picture's edges from leaving the stage's edges while it is larger, its middle in the middle while not. */
export function held(camera: Camera, picture: Size, stage: Size): Camera {
  const scale = Math.min(CLOSEST, Math.max(fitScale(picture, stage), camera.scale));
  const roomX = Math.max(0, (picture.width * scale - stage.width) / 2);
  const roomY = Math.max(0, (picture.height * scale - stage.height) / 2);
  return { scale, x: Math.min(roomX, Math.max(-roomX, camera.x)), y: Math.min(roomY, Math.max(-roomY, camera.y)) };
}

/** Zooms so that what is at `point` (from the stage's middle) stays there. */
export function zoomedAt(camera: Camera, scale: number, point: { x: number; y: number }, picture: Size, stage: Size): Camera {
  const to = Math.min(CLOSEST, Math.max(fitScale(picture, stage), scale));
  const factor = to / camera.scale;
  return held({ scale: to, x: point.x - (point.x - camera.x) * factor, y: point.y - (point.y - camera.y) * factor }, picture, stage);
}

/** Where a double tap goes: to the picture's own size or, if that is close to fitting, to twice the fitting size; from there back. */
export function doubleTapScale(camera: Camera, picture: Size, stage: Size): number {
  const fit = fitScale(picture, stage);
  if (camera.scale > fit * 1.01) return fit;
  return fit < 0.6 ? 1 : fit * 2;
}

/** Whether the whole picture is in sight. */
export function isFitted(camera: Camera, picture: Size, stage: Size): boolean {
  return camera.scale <= fitScale(picture, stage) * 1.001;
}
