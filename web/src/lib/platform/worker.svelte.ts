// Registers the service worker and knows when a newer version of the app waits for permission to start.
import type { Workbox } from 'workbox-window';

/** Milliseconds between looks for a newer version in a page that stays open. */
const LOOK_EVERY = 60 * 60 * 1000;

class WorkerUpdate {
  #waiting = $state.raw(false);
  #workbox: Workbox | undefined;
  /** Whether that version's worker is installed and waits. */
  #standsBy = false;
  #agreed = false;

  /** Whether a newer version is ready and the page has to be reloaded for it. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Lets the newer version take over and reloads the page. */
  apply(): void {
    this.#agreed = true;
    // In a tab whose newer worker was let in by another tab there is nobody left to let in.
    if (this.#workbox && this.#standsBy) this.#workbox.messageSkipWaiting();
    else location.reload();
  }

  /** Begins to watch a registration. */
  watch(workbox: Workbox): void {
    this.#workbox = workbox;
    workbox.addEventListener('waiting', () => {
      this.#standsBy = true;
      this.#waiting = true;
    });
    const container = navigator.serviceWorker;
    let controlled = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      this.#standsBy = false;
      // The first visit's page is merely taken under control.
      if (controlled && this.#agreed) location.reload();
      else if (controlled) this.#waiting = true;
      controlled = true;
    });
    setInterval(() => void workbox.update().catch(() => undefined), LOOK_EVERY);
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
