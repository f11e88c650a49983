// Door of runs on the server.
export { runRoutes } from './routes.ts';
export { Runs } from './service.ts';
