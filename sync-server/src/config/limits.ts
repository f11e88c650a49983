// Every bound on what a stranger or member may use, in one table.

/** Requests a minute. */
export const rates = {
  /** All requests of one address. */
  address: 1_200,
  /** All API requests of one user. */
  user: 900,
  /** New anonymous sessions and session renewals of one address. */
  sessions: 30,
  /** Runs accepted for one user. */
  runs: 120
} as const;

/** Bytes. */
export const sizes = {
  /** A JSON body. */
  json: 1024 * 1024,
  /** Blobs of one workspace. */
  workspace: 20 * 1024 ** 3
} as const;

/** Open event streams and document sockets of one user. */
export const connections = { events: 24, documents: 400 } as const;
