// Door of runs on the server.
export { runRoutes } from './routes.ts';
export { runReferences } from './run-references.ts';
export { Runs } from './service.ts';
