// A place or direction in a scene.

/** x, y and z, in units of the scene. */
export type Vec = readonly [number, number, number];
