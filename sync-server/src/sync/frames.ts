// The bytes of the document socket: y-websocket's messages, one a frame, and Preset's own `committed`.
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { MESSAGE } from 'shared/sync';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';

/** About 100,000 clients; decoding needs a multiple of it in memory. */
const MAX_STATE_VECTOR_BYTES = 1024 * 1024;

/** What a client can say. `question` is its step 1; `update` with `isAnswer` is its answer to the server's step 1: everything that the server lacks. */
export type Incoming =
  | { readonly kind: 'question'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly kind: 'presence'; readonly payload: Uint8Array }
  | { readonly kind: 'query-presence' };

/** Reads one frame. Throws for everything that is not a message of the wire. */
export function decodeFrame(frame: Uint8Array): Incoming {
  const decoder = createDecoder(frame);
  const type = readVarUint(decoder);
  if (type === MESSAGE.queryAwareness) return { kind: 'query-presence' };
  if (type === MESSAGE.awareness) return { kind: 'presence', payload: readVarUint8Array(decoder) };
  if (type !== MESSAGE.sync) throw new Error(`Message type ${type} is not one of the wire.`);
  const step = readVarUint(decoder);
  const bytes = readVarUint8Array(decoder);
  if (step === messageYjsSyncStep1) {
    if (bytes.length > MAX_STATE_VECTOR_BYTES) throw new Error('A state vector of more clients than a document has.');
    return { kind: 'question', stateVector: bytes };
  }
  if (step === messageYjsSyncStep2) return { kind: 'update', update: bytes, isAnswer: true };
  if (step === messageYjsUpdate) return { kind: 'update', update: bytes, isAnswer: false };
  throw new Error(`Sync step ${step} is not one of the wire.`);
}

/** Asks a client for everything that lies beyond this state vector. */
export const stepOne = (stateVector: Uint8Array) => syncFrame(messageYjsSyncStep1, stateVector);
/** Answers a client's step 1. */
export const stepTwo = (update: Uint8Array) => syncFrame(messageYjsSyncStep2, update);
/** Relays an update. */
export const updateFrame = (update: Uint8Array) => syncFrame(messageYjsUpdate, update);

/** Relays presence: an awareness update of y-protocols. */
export function presenceFrame(payload: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE.awareness);
  writeVarUint8Array(encoder, payload);
  return toUint8Array(encoder);
}

/** Says how many of a connection's update and step-2 messages are durable, in order since it opened. */
export function committedFrame(total: number): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE.committed);
  writeVarUint(encoder, total);
  return toUint8Array(encoder);
}

function syncFrame(step: number, bytes: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE.sync);
  writeVarUint(encoder, step);
  writeVarUint8Array(encoder, bytes);
  return toUint8Array(encoder);
}
