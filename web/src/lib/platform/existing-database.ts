// The device's database where the library that pages use is not loaded: in workers, which only read and write rows of tables that are there.
import { DATABASE_NAME } from './database-name.ts';

let opening: Promise<IDBDatabase | undefined> | undefined;

/** The device's database, undefined before the first page has made it. */
export async function existingDatabase(): Promise<IDBDatabase | undefined> {
  opening ??= open();
  const database = await opening;
  if (!database) opening = undefined;
  return database;
}

function open(): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    const forget = () => {
      opening = undefined;
    };
    const request = indexedDB.open(DATABASE_NAME);
    // Only pages may create it, for they know its tables.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => resolve(undefined);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => {
        database.close();
        forget();
      };
      database.onclose = forget;
      resolve(database);
    };
  });
}
