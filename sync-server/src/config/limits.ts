// Every bound on what a stranger or member may use, in one table.

/** Requests a minute. */
export const rates = {
  /** All requests of one address that are neither files nor webhooks. */
  requests: 1_200,
  /** The app's own files and the bytes of assets, for one address: an installation reads 250, a gallery scrolled fast 100 a second. */
  files: 12_000,
  /** All API requests of one user. */
  user: 900,
  /** New anonymous sessions and session renewals of one address. */
  sessions: 30,
  /** Provider keys that one user has tried, each of which asks the provider. */
  keys: 10,
  /** Quotes for one user. */
  quotes: 240,
  /** Webhooks of one address: the provider sends one for each item of a large account. */
  webhooks: 12_000,
  /** Runs accepted for one user. */
  runs: 120
} as const;

/** Bytes. */
export const sizes = {
  /** A JSON body. */
  json: 1024 * 1024,
  /** A run's body: a thousand items, each with words of its own. */
  run: 8 * 1024 * 1024,
  /** Blobs of one workspace. */
  workspace: 20 * 1024 ** 3
} as const;

/** Open event streams, document sockets and exchanges of documents of one user. */
export const connections = { events: 24, documents: 1_000, exchanges: 3 } as const;

/** Milliseconds over which a server that stops closes its document sockets at most. */
export const SPREAD_MS = 1_500;

/** Earlier states of documents: how many of one document people may name, and bytes of all of a workspace's. */
export const histories = { named: 100, workspaceBytes: 2 * 1024 ** 3 } as const;

/** Milliseconds between rounds of what the server looks after by itself. */
export const rounds = {
  history: 60_000,
  thinning: 60 * 60_000,
  trash: 60 * 60_000,
  blobs: 6 * 60 * 60_000,
  catalogue: 24 * 60 * 60_000,
  handed: 6 * 60 * 60_000,
  sweep: 60 * 60_000,
  bill: 6 * 60 * 60_000
} as const;
