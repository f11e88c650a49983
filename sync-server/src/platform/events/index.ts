// Door of events: hints to open pages.
export { Hints, type Hint } from './hints.ts';
export { eventRoutes } from './routes.ts';
