// Registers the service worker and knows when a newer version of the app waits for permission to start.
import type { Workbox } from 'workbox-window';

class WorkerUpdate {
  #waiting = $state.raw(false);
  #workbox: Workbox | undefined;

  /** Whether a newer version is ready and waits to be let in. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Lets the newer version take over; the page reloads when it has. */
  apply(): void {
    this.#workbox?.messageSkipWaiting();
  }

  /** Begins to watch a registration. */
  watch(workbox: Workbox): void {
    this.#workbox = workbox;
    workbox.addEventListener('waiting', () => {
      this.#waiting = true;
    });
    workbox.addEventListener('controlling', ({ isUpdate }) => {
      if (isUpdate) location.reload();
    });
  }
}

export const worker = new WorkerUpdate();

/** Registers the worker of a built app; does nothing in development and where workers are not to be had. */
export async function registerWorker(): Promise<WorkerUpdate> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return worker;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js', { type: 'module' });
  worker.watch(workbox);
  try {
    await workbox.register();
  } catch (error) {
    console.error('The service worker could not be registered; pages will not open offline.', error);
  }
  return worker;
}
