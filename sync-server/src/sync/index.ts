// Door of sync on the server: rooms in which documents are edited together, and the socket that leads into them.
export type { Admission } from './connection.ts';
export { Rooms, type RoomsOptions } from './rooms.ts';
export { socketServer, syncHandler, type Authorise } from './sync-handler.ts';
