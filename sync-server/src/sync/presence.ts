// Who is in a room and where, here and on other processes: awareness states of y-protocols as bytes, never a scratch document.
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import type { Admission, Connection } from './connection.ts';

interface State {
  readonly clock: number;
  readonly json: string;
  readonly userId: string;
  /** Undefined for somebody whose socket is on another process. */
  readonly owner: Connection | undefined;
  /** When it was heard, in epoch milliseconds. */
  readonly at: number;
}

/** Bytes of one state as JSON; a larger one is not relayed. */
const MAX_STATE_BYTES = 64 * 1024;
/** Departed clients whose last clock is remembered. */
const MAX_DEPARTED = 1_000;
/** Milliseconds after which somebody on another process is gone who was not heard of: clients repeat themselves every 15 s. */
const SILENCE = 45_000;
const GONE = 'null';

export class Presence {
  readonly #states = new Map<number, State>();
  /** Last clock of clients that left: others ignore a return under the same clock. */
  readonly #departed = new Map<number, number>();
  /** Clients whose newest state is not relayed yet. */
  readonly #fresh = new Set<number>();
  /** Those of them who are, or were, on this process: others have not been told yet. */
  readonly #untold = new Set<number>();

  /**
   * Takes over what an awareness update says of the connection's own client. y-websocket also repeats what it heard of others:
   * that is passed over. Returns an awareness update for this connection alone, if it has to speak again to be heard.
   * Throws for bytes that are not an awareness update.
   */
  take(connection: Connection, payload: Uint8Array): Uint8Array | undefined {
    const decoder = createDecoder(payload);
    const told: number[] = [];
    for (let left = readVarUint(decoder); left > 0; left--) {
      const client = readVarUint(decoder);
      const clock = readVarUint(decoder);
      const json = readVarUint8Array(decoder);
      if (json.length > MAX_STATE_BYTES || !this.#isOwn(connection, client, clock)) continue;
      const departed = this.#departed.get(client);
      if (departed !== undefined && clock <= departed) told.push(client);
      else this.#set(connection, client, clock, new TextDecoder().decode(json));
    }
    return told.length > 0 ? this.#encode(told) : undefined;
  }

  /** The connection has gone, and with it the presence it stated. */
  leave(connection: Connection): void {
    const client = connection.presenceOf;
    const state = client === undefined ? undefined : this.#states.get(client);
    if (client !== undefined && state?.owner === connection) this.#removeOwn(client, state.clock);
  }

  /**
   * Takes over what another process, which has vouched for it, says of the people there. Nobody takes over the client of another
   * user. Throws for bytes that are not an awareness update.
   */
  takeRemote(payload: Uint8Array, now = Date.now()): void {
    const decoder = createDecoder(payload);
    for (let left = readVarUint(decoder); left > 0; left--) {
      const [client, clock] = [readVarUint(decoder), readVarUint(decoder)];
      this.#setRemote(client, clock, readVarString(decoder), now);
    }
  }

  /** Lets go of everybody on other processes: as when nobody here would see them. */
  forgetRemote(): void {
    for (const [client, { owner }] of this.#states) if (!owner) this.#states.delete(client);
  }

  /** Lets go of those on other processes who have not been heard of for long. */
  expireRemote(now = Date.now()): void {
    for (const [client, { owner, at, clock }] of this.#states) if (!owner && now - at > SILENCE) this.#remove(client, clock);
  }

  /** The newest states that were not relayed yet, as one awareness update; undefined when there are none. */
  takeFresh(): Uint8Array | undefined {
    if (this.#fresh.size === 0) return undefined;
    const update = this.#encode([...this.#fresh]);
    this.#fresh.clear();
    return update;
  }

  /** As `takeFresh`, of what other processes have not been told; undefined when there is nothing. */
  takeUntold(): (() => Uint8Array) | undefined {
    if (this.#untold.size === 0) return undefined;
    const clients = [...this.#untold];
    this.#untold.clear();
    return () => this.#encode(clients);
  }

  /** The states of everybody on this process, to be told again. */
  retell(): void {
    for (const [client, { owner }] of this.#states) if (owner) this.#untold.add(client);
  }

  get hasFresh(): boolean {
    return this.#fresh.size > 0 || this.#untold.size > 0;
  }

  /** Everybody's state, for someone who has just come; undefined when nobody states one. */
  everybody(): Uint8Array | undefined {
    return this.#states.size === 0 ? undefined : this.#encode([...this.#states.keys()]);
  }

  /** A connection owns one client; of another's it may only take over one of the same user, by a newer clock, as after a reconnect. */
  #isOwn(connection: Connection, client: number, clock: number): boolean {
    if (connection.presenceOf !== undefined) return connection.presenceOf === client && this.#states.get(client)?.owner === connection;
    const state = this.#states.get(client);
    return !state || (state.userId === connection.admission.userId && clock > state.clock);
  }

  #set(connection: Connection, client: number, clock: number, json: string): void {
    const state = this.#states.get(client);
    const parsed: unknown = JSON.parse(json);
    if (parsed === null) {
      if (state && clock >= state.clock) this.#removeOwn(client, clock);
      return;
    }
    if (typeof parsed !== 'object') throw new Error('A state is an object.');
    if (state && clock <= state.clock) return;
    if (state?.owner && state.owner !== connection) state.owner.presenceOf = undefined;
    connection.presenceOf = client;
    this.#departed.delete(client);
    const { userId } = connection.admission;
    this.#states.set(client, { clock, json: vouched(parsed, connection.admission), userId, owner: connection, at: Date.now() });
    this.#fresh.add(client);
    this.#untold.add(client);
  }

  #setRemote(client: number, clock: number, json: string, at: number): void {
    const state = this.#states.get(client);
    const parsed: unknown = JSON.parse(json);
    if (parsed === null) {
      if (!state) this.#depart(client, Math.max(clock, this.#departed.get(client) ?? 0));
      else if (!state.owner && clock >= state.clock) this.#remove(client, clock);
      return;
    }
    const userId = vouchedUser(parsed);
    if (clock <= (this.#departed.get(client) ?? -1)) return;
    if (state && (state.userId !== userId || clock <= state.clock)) {
      if (!state.owner && clock === state.clock) this.#states.set(client, { ...state, at });
      return;
    }
    if (state?.owner) state.owner.presenceOf = undefined;
    this.#departed.delete(client);
    this.#states.set(client, { clock, json, userId, owner: undefined, at });
    this.#fresh.add(client);
  }

  #removeOwn(client: number, clock: number): void {
    this.#remove(client, clock);
    this.#untold.add(client);
  }

  #remove(client: number, clock: number): void {
    const state = this.#states.get(client);
    if (state?.owner) state.owner.presenceOf = undefined;
    this.#states.delete(client);
    this.#depart(client, clock);
    this.#fresh.add(client);
  }

  #depart(client: number, clock: number): void {
    this.#departed.set(client, clock);
    const oldest = this.#departed.size > MAX_DEPARTED ? this.#departed.keys().next().value : undefined;
    if (oldest !== undefined) this.#departed.delete(oldest);
  }

  #encode(clients: readonly number[]): Uint8Array {
    const encoder = createEncoder();
    writeVarUint(encoder, clients.length);
    for (const client of clients) {
      const state = this.#states.get(client);
      writeVarUint(encoder, client);
      writeVarUint(encoder, state?.clock ?? this.#departed.get(client) ?? 0);
      writeVarString(encoder, state?.json ?? GONE);
    }
    return toUint8Array(encoder);
  }
}

/** The state with the server's word for who it is about: a client chooses its colour, never whom it seems to be. */
function vouched(state: object, { userId, name }: Admission): string {
  const claimed: unknown = 'user' in state ? state.user : undefined;
  const look = typeof claimed === 'object' && claimed !== null ? claimed : {};
  return JSON.stringify({ ...state, user: { ...look, id: userId, name } });
}

/** Whom another process says that a state is about. */
function vouchedUser(state: unknown): string {
  const user: unknown = typeof state === 'object' && state !== null && 'user' in state ? state.user : undefined;
  const id: unknown = typeof user === 'object' && user !== null && 'id' in user ? user.id : undefined;
  if (typeof id !== 'string') throw new Error('A state that nobody vouches for.');
  return id;
}
