// Door of the configuration.
export { readConfig, type Config } from './config.ts';
export { connections, rates, sizes } from './limits.ts';
