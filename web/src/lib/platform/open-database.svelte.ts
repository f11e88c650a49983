// Opens the device's database once, when something first asks for it, and says so when the browser refuses.
import type { ProblemDocument } from 'shared/kernel';
import { Problem } from 'shared/kernel';
import type { PresetDatabase } from './database.ts';
import { isFull } from './is-full.ts';
import { deviceProblem } from './problems.ts';

/** Whether this device can keep data; the shell shows its problem. */
class DeviceStorage {
  #problem = $state.raw<ProblemDocument | undefined>();

  /** Why nothing can be kept at the moment, else undefined. */
  get problem(): ProblemDocument | undefined {
    return this.#problem;
  }

  /** Records a failure of the database, such as a full disk, and answers it as a problem. */
  failed(error: unknown): Problem {
    const problem = error instanceof Problem ? error : isFull(error) ? deviceProblem('device-full') : deviceProblem('no-device-storage');
    this.#problem = problem.document;
    return problem;
  }

  /** Forgets the problem after something was kept again. */
  worked(): void {
    this.#problem = undefined;
  }
}

export const deviceStorage = new DeviceStorage();

let opening: Promise<PresetDatabase> | undefined;

/** The open database. Rejects with a Problem where the browser keeps nothing (private mode, storage forbidden or full). */
export function db(): Promise<PresetDatabase> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw deviceStorage.failed(error);
  });
  return opening;
}

async function open(): Promise<PresetDatabase> {
  const { PresetDatabase } = await import('./database.ts');
  const database = new PresetDatabase();
  // A newer tab upgrades the database: give way, or it would wait for this tab for ever.
  database.on('versionchange', () => {
    database.close();
    deviceStorage.failed(deviceProblem('newer-tab'));
  });
  await database.open();
  return database;
}
