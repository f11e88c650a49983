// Door of sync on the server: rooms in which documents are edited together, and the socket that leads into them.
export { Rooms } from './rooms.ts';
export { socketServer, syncHandler } from './sync-handler.ts';
