// Door of sync on the server: rooms in which documents are edited together, and the socket that leads into them.
export { exchangeRoutes, type ExchangeOptions } from './exchange.ts';
export { DocumentHistory } from './history/history.ts';
export { documentReferences } from './document-references.ts';
export { historyRoutes } from './history/routes.ts';
export { Rooms } from './rooms.ts';
export { shareRoutes, shareVisitor } from './shares/routes.ts';
export { Shares } from './shares/shares.ts';
export { Trash } from './trash.ts';
export { acceptSockets } from './sockets.ts';
export { syncHandler } from './sync-handler.ts';
