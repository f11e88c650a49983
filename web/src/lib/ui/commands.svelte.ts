// What can be done from anywhere: entries of the command palette and the keys that run them, registered by whoever offers them.
import { untrack } from 'svelte';
import { keyBindings } from './key-bindings.svelte.ts';
import { matchesKeys, typingIn } from './keys.ts';
import type { Icon } from './types.ts';

export interface Command {
  /** Stable and unique: `gallery.open`. A later registration of the same id replaces the earlier one. */
  id: string;
  title: string;
  icon?: Icon;
  /** `Ctrl+K`, `G P` (one after the other), `?`, `Shift+Delete`. Ctrl also means Command on a Mac. */
  keys?: string;
  /** Heading in the palette and in the list of keys. */
  group?: string;
  /** More words to find it by. */
  words?: string;
  /** Known by its key alone, not listed in the palette. */
  hidden?: boolean;
  /** Not in the list of keys either, since another entry speaks for it. */
  unlisted?: boolean;
  /** Works while a field is being typed in; only sensible with Ctrl. */
  whileTyping?: boolean;
  /** Asked when a key is pressed and when the palette opens; absent means always. */
  available?: () => boolean;
  run: () => void | Promise<void>;
}

export type CommandSource = (words: string) => Command[];

const SEQUENCE_MS = 1_200;
const SINGLE_KEYS = 'preset.single-keys';

function singleKeysStored(): boolean {
  try {
    return localStorage.getItem(SINGLE_KEYS) !== 'off';
  } catch {
    return true;
  }
}

/** A dialog, menu or list answers its own keys, and what lies behind it must not. */
function elsewhere(target: EventTarget | null): boolean {
  if (typeof document === 'undefined') return false;
  if (document.querySelector('[role="dialog"][data-state="open"], dialog[open]')) return true;
  return target instanceof Element && target.closest('[role="menu"], [role="listbox"]') !== null;
}

/** The command with the keys that were chosen for it; its title and the like are still asked of itself. */
function bound(command: Command): Command {
  if (!keyBindings.has(command.id)) return command;
  return Object.create(command, { keys: { value: keyBindings.of(command), enumerable: true } }) as Command;
}

class Commands {
  #all = $state.raw<readonly Command[]>([]);
  readonly #bound = $derived(this.#all.map(bound));
  #singleKeys = $state(singleKeysStored());
  readonly #sources = new Set<CommandSource>();
  #pending: { key: string; at: number } | undefined;

  /** Every command with its keys of now, in order of registration. */
  get all(): readonly Command[] {
    return this.#bound;
  }

  /** The keys that reach a command now, to be shown beside it; its own ones are given by whoever shows it. */
  keysOf(id: string, own?: string): string | undefined {
    return keyBindings.of({ id, keys: own });
  }

  /** Whether keys without Ctrl work; can be switched off, since speech input triggers them by accident. Kept on this device. */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }
  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    try {
      localStorage.setItem(SINGLE_KEYS, on ? 'on' : 'off');
    } catch {
      // Not kept: it holds until the page is left.
    }
  }

  /** Runs a command by its id, if it is registered and available. */
  run(id: string): void {
    const command = this.#all.find((one) => one.id === id);
    if (command && (command.available?.() ?? true)) void command.run();
  }

  /** Entries that fit the typed words, asked anew at each change: assets, documents, people. */
  find(words: string): Command[] {
    return [...this.#sources].flatMap((source) => source(words));
  }

  /** Adds a source of such entries; a handful of the best is enough. The returned function takes it away again. */
  addSource(source: CommandSource): () => void {
    this.#sources.add(source);
    return () => this.#sources.delete(source);
  }

  /** Adds commands; the returned function takes them away again (return it from an effect). */
  register(...commands: Command[]): () => void {
    const ids = new Set(commands.map(({ id }) => id));
    // Called from effects, which must not run again because somebody registered.
    const others = () => untrack(() => this.#all.filter((command) => !ids.has(command.id)));
    this.#all = [...others(), ...commands];
    untrack(() => keyBindings.meet(commands));
    return () => {
      this.#all = untrack(() => this.#all.filter((command) => !commands.includes(command)));
    };
  }

  /** Runs the command that the pressed key stands for; true when there was one. */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing || elsewhere(event.target)) return false;
    const typing = typingIn(event.target);
    const before = this.#pending && event.timeStamp - this.#pending.at < SEQUENCE_MS ? this.#pending.key : undefined;
    if (event.key !== 'Shift' && event.key !== 'Control') this.#pending = undefined;
    // The newest registration wins: a page may give a key a nearer meaning.
    const newestFirst = this.#bound.toReversed();
    const sequences = newestFirst.filter(({ keys }) => keys?.includes(' '));
    for (const command of before ? [...sequences, ...newestFirst] : newestFirst) {
      if (!command.keys || (typing && !command.whileTyping)) continue;
      if (!this.#singleKeys && !/Ctrl|Alt/.test(command.keys) && !/^(Escape|Delete|Arrow\w+)$/.test(command.keys)) continue;
      if (matchesKeys(command.keys, event, before) && (command.available?.() ?? true)) {
        event.preventDefault();
        void command.run();
        return true;
      }
    }
    if (!typing && this.#singleKeys && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
      this.#pending = { key: event.key.toUpperCase(), at: event.timeStamp };
    return false;
  }
}

export const commands = new Commands();
