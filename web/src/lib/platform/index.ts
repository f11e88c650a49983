// Door of the platform: this device's database, the way to the server, and what the network is known to do.
export { backoff } from './backoff.ts';
export { api, call, onSignedOut, problemOf, request, Unreachable } from './api.ts';
export type { AsideRow, BlobRow, DraftRow, KeyValueRow, OutboxRow, PresetDatabase, RunRow, UnsentRow, UploadRow } from './database.ts';
export { BLOB_TABLE, SHARED_CACHE } from './database-name.ts';
export { existingDatabase } from './existing-database.ts';
export { deviceProblem } from './problems.ts';
export { hints, onHint, type Hint } from './hints.ts';
export { exclusively, lead, liveTabs, tabId } from './tabs.ts';
export { network, type NetworkState } from './network.svelte.ts';
export { watchForReturn } from './probe.ts';
export { db, deviceStorage } from './open-database.svelte.ts';
export { isFull } from './is-full.ts';
export { answerOrders, WorkerClient } from './worker-client.ts';
export { registerWorker, worker } from './worker.svelte.ts';
