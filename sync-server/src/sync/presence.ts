// Who is in a room and where: awareness states of y-protocols as bytes, one for each connection, never a scratch document.
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import type { Admission, Connection } from './connection.ts';

interface State {
  readonly clock: number;
  readonly json: string;
  readonly owner: Connection;
}

/** Bytes of one state as JSON; a larger one is not relayed. */
const MAX_STATE_BYTES = 64 * 1024;
/** Departed clients whose last clock is remembered. */
const MAX_DEPARTED = 1_000;
const GONE = 'null';

export class Presence {
  readonly #states = new Map<number, State>();
  /** Last clock of clients that left: others ignore a return under the same clock. */
  readonly #departed = new Map<number, number>();
  /** Clients whose newest state is not relayed yet. */
  readonly #fresh = new Set<number>();

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
    if (client !== undefined && state?.owner === connection) this.#remove(client, state.clock);
  }

  /** The newest states that were not relayed yet, as one awareness update; undefined when there are none. */
  takeFresh(): Uint8Array | undefined {
    if (this.#fresh.size === 0) return undefined;
    const update = this.#encode([...this.#fresh]);
    this.#fresh.clear();
    return update;
  }

  get hasFresh(): boolean {
    return this.#fresh.size > 0;
  }

  /** Everybody's state, for someone who has just come; undefined when nobody states one. */
  everybody(): Uint8Array | undefined {
    return this.#states.size === 0 ? undefined : this.#encode([...this.#states.keys()]);
  }

  /** A connection owns one client; of another's it may only take over one of the same user, by a newer clock, as after a reconnect. */
  #isOwn(connection: Connection, client: number, clock: number): boolean {
    if (connection.presenceOf !== undefined) return connection.presenceOf === client && this.#states.get(client)?.owner === connection;
    const state = this.#states.get(client);
    return !state || (state.owner.admission.userId === connection.admission.userId && clock > state.clock);
  }

  #set(connection: Connection, client: number, clock: number, json: string): void {
    const state = this.#states.get(client);
    const parsed: unknown = JSON.parse(json);
    if (parsed === null) {
      if (state && clock >= state.clock) this.#remove(client, clock);
      return;
    }
    if (typeof parsed !== 'object') throw new Error('A state is an object.');
    if (state && clock <= state.clock) return;
    if (state && state.owner !== connection) state.owner.presenceOf = undefined;
    connection.presenceOf = client;
    this.#departed.delete(client);
    this.#states.set(client, { clock, json: vouched(parsed, connection.admission), owner: connection });
    this.#fresh.add(client);
  }

  #remove(client: number, clock: number): void {
    const state = this.#states.get(client);
    if (state) state.owner.presenceOf = undefined;
    this.#states.delete(client);
    this.#departed.set(client, clock);
    const oldest = this.#departed.size > MAX_DEPARTED ? this.#departed.keys().next().value : undefined;
    if (oldest !== undefined) this.#departed.delete(oldest);
    this.#fresh.add(client);
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
