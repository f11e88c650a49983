// One message at a time, with Undo for whatever can be undone; errors stay until they are dismissed.
export interface ToastMessage {
  message: string;
  tone?: 'neutral' | 'danger';
  /** Undoes what the message tells of; shown as a button. */
  undo?: () => void | Promise<void>;
  /** Another single action, when there is nothing to undo. */
  action?: { label: string; run: () => void | Promise<void> };
  /** Stays until it is dismissed; errors always do. */
  stay?: boolean;
}

const SHOWN_MS = 6_000;

class Toaster {
  #current = $state.raw<ToastMessage | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get current(): ToastMessage | undefined {
    return this.#current;
  }

  /** Replaces what is shown. */
  show(toast: ToastMessage) {
    this.#current = toast;
    this.resume();
  }

  /** An error that a person can act on: what happened, what is safe, what to do. */
  error(message: string, action?: ToastMessage['action']) {
    this.show({ message, tone: 'danger', ...(action ? { action } : {}) });
  }

  dismiss() {
    clearTimeout(this.#timer);
    this.#current = undefined;
  }

  /** Holds the message while a pointer or the focus is on it. */
  pause() {
    clearTimeout(this.#timer);
  }

  resume() {
    clearTimeout(this.#timer);
    const toast = this.#current;
    if (toast && !toast.stay && toast.tone !== 'danger') this.#timer = setTimeout(() => this.dismiss(), SHOWN_MS);
  }
}

export const toaster = new Toaster();
