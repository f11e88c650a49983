// Numbers of the document socket's wire that client and server must agree on (y-websocket's, and Preset's own).

/** Message types of y-websocket: the first varUint of each frame. */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, committed: 100 } as const;

/** Close codes 4400 to 4499 are final for the client; every other close is retried. */
export const CLOSE = {
  badRequest: 4400,
  noSession: 4401,
  noAccess: 4403,
  purged: 4410,
  tooLarge: 4413,
  tryLater: 1013,
  goingAway: 1001
} as const;

/** Largest frame of a document socket, in bytes, so that any legal document fits one frame. */
export const MAX_FRAME_BYTES = 32 * 1024 * 1024;
/** Largest encoded document, in bytes. */
export const MAX_DOCUMENT_BYTES = 24 * 1024 * 1024;
