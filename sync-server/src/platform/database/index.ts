// Door of the database: a port and the adapter that the configuration chooses.
export { openDatabase, type DatabaseOptions } from './open.ts';
export type { Database, LogEntry, Query } from './port.ts';
export type * from './tables.ts';
