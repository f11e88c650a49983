// Keys that the person chose instead of a command's own, kept on this device; and what commands this device has met, so that all can be listed.

const CHOSEN = 'preset.keys';
const MET = 'preset.commands';

/** What is remembered of a command whose page may not be open. */
export interface MetCommand {
  readonly id: string;
  readonly title: string;
  readonly group?: string;
  /** Its own keys. */
  readonly keys?: string;
}

class KeyBindings {
  #chosen = $state.raw<Readonly<Record<string, string>>>(texts(read(CHOSEN)));
  readonly #met = new Map<string, MetCommand>(metCommands(read(MET)).map((one) => [one.id, one]));
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    if (typeof addEventListener !== 'function') return;
    addEventListener('storage', ({ key }) => {
      if (key === CHOSEN || key === null) this.#chosen = texts(read(CHOSEN));
    });
  }

  /** Whether anything was chosen. */
  get any(): boolean {
    return Object.keys(this.#chosen).length > 0;
  }

  /** Whether a command has other keys than its own. */
  has(id: string): boolean {
    return Object.hasOwn(this.#chosen, id);
  }

  /** The keys that reach a command now; undefined for none. */
  of({ id, keys }: Pick<MetCommand, 'id' | 'keys'>): string | undefined {
    return (this.has(id) ? this.#chosen[id] : keys) || undefined;
  }

  /** Chooses a command's keys; empty takes them away. */
  choose(id: string, keys: string): void {
    const { [id]: _, ...others } = this.#chosen;
    this.#keep(this.#met.get(id)?.keys === keys ? others : { ...others, [id]: keys });
  }

  /** Gives a command its own keys back, or all of them. */
  reset(id?: string): void {
    const { [id ?? '']: _, ...others } = this.#chosen;
    this.#keep(id === undefined ? {} : others);
  }

  /** Remembers commands, written down when there is a moment. */
  meet(commands: readonly (MetCommand & { readonly unlisted?: boolean })[]): void {
    for (const { id, title, group, keys, unlisted } of commands) {
      if (unlisted) continue;
      this.#met.set(id, { id, title, ...(group === undefined ? {} : { group }), ...(keys === undefined ? {} : { keys }) });
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      write(MET, [...this.#met.values()]);
    }, 2_000);
  }

  /** Every command that this device has met. */
  get met(): readonly MetCommand[] {
    return [...this.#met.values()];
  }

  #keep(chosen: Readonly<Record<string, string>>): void {
    this.#chosen = chosen;
    write(CHOSEN, chosen);
  }
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Not kept: it holds until the page is left.
  }
}

function texts(stored: unknown): Record<string, string> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function metCommands(stored: unknown): MetCommand[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter(
    (one: Partial<MetCommand> | null): one is MetCommand => typeof one?.id === 'string' && typeof one.title === 'string'
  );
}

export const keyBindings = new KeyBindings();
