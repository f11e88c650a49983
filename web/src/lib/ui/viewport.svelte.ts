// What kind of screen this is, asked once and shared, because layout differs in more than CSS can say.
class Viewport {
  #phone = $state(false);
  #narrow = $state(false);
  #touch = $state(false);

  constructor() {
    if (typeof matchMedia === 'undefined') return;
    this.#follow('(max-width: 719.98px)', (matches) => (this.#phone = matches));
    this.#follow('(max-width: 1023.98px)', (matches) => (this.#narrow = matches));
    this.#follow('(pointer: coarse)', (matches) => (this.#touch = matches));
  }

  #follow(query: string, set: (matches: boolean) => void) {
    const list = matchMedia(query);
    set(list.matches);
    list.addEventListener('change', () => set(list.matches));
  }

  /** Below 720 px: the phone layout. */
  get phone(): boolean {
    return this.#phone;
  }
  /** Below 1,024 px: inspectors become sheets. */
  get narrow(): boolean {
    return this.#narrow;
  }
  /** The main pointer is a finger. */
  get touch(): boolean {
    return this.#touch;
  }
}

export const viewport = new Viewport();
