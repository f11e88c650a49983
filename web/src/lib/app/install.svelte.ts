// Installing the app: browsers offer it by an event that must be caught early and kept until the person asks.

interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

const DECLINED = 'preset.install-declined';

class Install {
  #offer = $state.raw<InstallOffer | undefined>();
  #installed = $state(false);
  #declined = $state(false);

  constructor() {
    if (typeof window === 'undefined') return;
    this.#installed = matchMedia('(display-mode: standalone)').matches;
    try {
      this.#declined = localStorage.getItem(DECLINED) !== null;
    } catch {
      this.#declined = true;
    }
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#offer = event as InstallOffer;
    });
    addEventListener('appinstalled', () => {
      this.#installed = true;
      this.#offer = undefined;
    });
  }

  /** This page runs as an installed app, or was installed just now. */
  get installed(): boolean {
    return this.#installed;
  }
  /** The browser would install it if asked. */
  get possible(): boolean {
    return this.#offer !== undefined;
  }
  /** Worth a quiet offer: possible, and not declined before. */
  get worthOffering(): boolean {
    return this.possible && !this.#declined && !this.#installed;
  }

  /** Opens the browser's own question. */
  async ask(): Promise<void> {
    const offer = this.#offer;
    if (!offer) return;
    this.#offer = undefined;
    const { outcome } = await offer.prompt();
    if (outcome === 'dismissed') this.decline();
  }

  /** Stops offering; Settings still can. */
  decline(): void {
    this.#declined = true;
    try {
      localStorage.setItem(DECLINED, '1');
    } catch {
      // Not kept: it will be offered again at the next visit.
    }
  }
}

export const install = new Install();
