// Door of the configuration.
export { readConfig, type Config } from './config.ts';
export { connections, histories, rates, rounds, sizes } from './limits.ts';
