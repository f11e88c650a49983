// Door of lock: one server per data folder.
export { lockDataFolder } from './data-folder-lock.ts';
