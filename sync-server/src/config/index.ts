// Door of the configuration.
export { readConfig, type Config } from './config.ts';
export { connections, SPREAD_MS, histories, rates, rounds, sizes } from './limits.ts';
