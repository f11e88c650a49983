// Who else is on a board: where they point, what they have chosen, what they look at; and following one of them.
import type { Awareness } from 'y-protocols/awareness';
import { MAX_TOLD, readPresence } from 'shared/moodboards';
import { account } from '#lib/accounts';
import type { Board } from './board.svelte.ts';
import type { Point } from './camera.ts';

/** Milliseconds between two words about oneself: ten a second are enough for a cursor. */
const SAY_EVERY = 100;
/** Milliseconds after which a cursor that stands still fades. */
export const STILL = 10_000;
const COLOURS = 8;

export interface Person {
  readonly client: number;
  readonly id: string;
  readonly name: string;
  /** 1 to 8: which of the colours for people. */
  readonly colour: number;
  readonly cursor: Point | undefined;
  readonly selection: readonly string[];
  /** The part of the board they see. */
  readonly view: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
  /** Page time at which their cursor moved last. */
  readonly movedAt: number;
}

export class Presence {
  readonly #board: Board;
  readonly #awareness: Awareness;
  readonly #stops: (() => void)[];
  #people = $state.raw<readonly Person[]>([]);
  #following = $state.raw<number | undefined>();
  #cursor: Point | undefined;
  #saying: ReturnType<typeof setTimeout> | undefined;

  constructor(board: Board) {
    this.#board = board;
    this.#awareness = board.document.awareness;
    this.#awareness.setLocalState({ user: {}, selection: [] });
    const changed = () => this.#read();
    this.#awareness.on('change', changed);
    this.#stops = [() => this.#awareness.off('change', changed), board.view.follow(() => this.#soon())];
    this.#read();
  }

  /** Everybody else, each device once, in the order in which they came. */
  get people(): readonly Person[] {
    return this.#people;
  }

  /** The client whose view this one follows. */
  get following(): number | undefined {
    return this.#following;
  }

  follow(client: number | undefined): void {
    this.#following = client === this.#following ? undefined : client;
    this.#goAlong();
  }

  /** Says where the pointer is; undefined once it has left the board. */
  point(at: Point | undefined): void {
    this.#cursor = at;
    this.#soon();
  }

  /** Says what is selected. */
  choose(): void {
    this.#soon();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#saying);
    this.#awareness.setLocalState(null);
  }

  #soon(): void {
    this.#saying ??= setTimeout(() => {
      this.#saying = undefined;
      const { view, selection } = this.#board;
      const { zoom, x, y } = view.camera;
      const { width, height } = view.screen;
      this.#awareness.setLocalState({
        user: {},
        cursor: this.#cursor ? { x: Math.round(this.#cursor.x), y: Math.round(this.#cursor.y) } : null,
        selection: selection.slice(0, MAX_TOLD).map(({ id }) => id),
        ...(width > 0 ? { view: { x, y, width: width / zoom, height: height / zoom } } : {})
      });
    }, SAY_EVERY);
  }

  #read(): void {
    const before = new Map(this.#people.map((person) => [person.client, person]));
    const people: Person[] = [];
    for (const [client, state] of this.#awareness.getStates()) {
      if (client === this.#awareness.clientID) continue;
      const said = readPresence(state);
      if (!said) continue;
      const { user, cursor, selection, view } = said;
      const old = before.get(client);
      const stands = old?.cursor?.x === cursor?.x && old?.cursor?.y === cursor?.y;
      people.push({
        client,
        id: user.id,
        name: user.name || (user.id === account.user?.id ? 'You, elsewhere' : 'Guest'),
        colour: colourOf(user.id),
        cursor: cursor ?? undefined,
        selection,
        view: view ?? undefined,
        movedAt: old && stands ? old.movedAt : performance.now()
      });
    }
    this.#people = people;
    this.#goAlong();
  }

  #goAlong(): void {
    const followed = this.#people.find(({ client }) => client === this.#following);
    if (!followed) {
      if (this.#following !== undefined) this.#following = undefined;
      return;
    }
    if (!followed.view) return;
    const { x, y, width, height } = followed.view;
    const { screen } = this.#board.view;
    const zoom = Math.min(screen.width / width, screen.height / height);
    this.#board.view.set({ zoom, x: x + width / 2 - screen.width / zoom / 2, y: y + height / 2 - screen.height / zoom / 2 });
  }
}

/** The same person has the same colour for everybody. */
export function colourOf(userId: string): number {
  let sum = 0;
  for (const character of userId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (sum % COLOURS) + 1;
}
