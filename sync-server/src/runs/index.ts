// Door of runs on the server.
export { defaultTimings, type BlobKeeper, type GalleryWriter, type Purse, type RunsOptions, type Timings } from './ports.ts';
export { runRoutes } from './routes.ts';
export { Runs } from './service.ts';
