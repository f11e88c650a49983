// Door of runs on the server.
export { quoteRoutes, type QuotingOptions } from './quoting.ts';
export { runRoutes } from './routes.ts';
export { runReferences } from './run-references.ts';
export { Runs } from './service.ts';
export { itemsUnderWay } from './under-way.ts';
