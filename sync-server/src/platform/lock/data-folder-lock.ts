// One server per data folder: two would each believe to be the only writer.
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Held here, since a file that nothing refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<Database.Database>();

/**
 * Takes the folder's lock until the process ends or `release` is called. The lock is the operating system's, on a SQLite file, so it is
 * gone with the process however that ended. Throws when another process holds it.
 */
export function lockDataFolder(folder: string): { release(): void } {
  const file = new Database(join(folder, 'lock.db'), { timeout: 0 });
  try {
    file.pragma('locking_mode = EXCLUSIVE');
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Error(`Another Preset server works on ${folder}. Stop it first, or set PRESET_DATA_DIR to another folder.`);
    }
    throw error;
  }
  held.add(file);
  return {
    release() {
      held.delete(file);
      file.close();
    }
  };
}
