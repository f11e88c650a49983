// Door of the configuration.
export { exampleEnvironment, readConfig, settings, type Config } from './config.ts';
export { connections, rates, sizes } from './limits.ts';
