// The two wires that the programs speak: y-websocket's, and Hocuspocus's, which puts the document's name before each message.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type Message =
  /** A step 1: asks for what lies beyond the state vector. */
  | { readonly kind: 'question'; readonly bytes: Uint8Array }
  /** A step 2: the answer to a step 1. */
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  /** An awareness update of y-protocols. */
  | { readonly kind: 'presence'; readonly bytes: Uint8Array };

/** What a server says: messages, and how many of this socket's updates and answers it has confirmed since the socket opened, or that it has confirmed one more. */
export type Heard =
  Message | { readonly kind: 'confirmed'; readonly total: number | undefined } | { readonly kind: 'admitted' } | undefined;

export interface Wire {
  /** Whether one socket may carry many documents. */
  readonly isShared: boolean;
  /** What has to be said of a document before anything else. */
  introduction(document: string): Uint8Array | undefined;
  write(document: string, message: Message): Uint8Array;
  /** Undefined for what a load does not care about. */
  read(frame: Uint8Array): { readonly document: string; readonly heard: Heard };
}

const SYNC = 0;
const AWARENESS = 1;
const steps = ['question', 'answer', 'update'] as const;

function writeMessage(encoder: encoding.Encoder, { kind, bytes }: Message): Uint8Array {
  if (kind === 'presence') encoding.writeVarUint(encoder, AWARENESS);
  else {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, steps.indexOf(kind));
  }
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

function readSync(decoder: decoding.Decoder): Heard {
  const kind = steps[decoding.readVarUint(decoder)];
  return kind && { kind, bytes: decoding.readVarUint8Array(decoder) };
}

export const yWebsocketWire: Wire = {
  isShared: false,
  introduction: () => undefined,
  write: (_, message) => writeMessage(encoding.createEncoder(), message),
  read(frame) {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    let heard: Heard;
    if (type === SYNC) heard = readSync(decoder);
    else if (type === AWARENESS) heard = { kind: 'presence', bytes: decoding.readVarUint8Array(decoder) };
    // Preset's own: how many are durable.
    else if (type === 100) heard = { kind: 'confirmed', total: decoding.readVarUint(decoder) };
    return { document: '', heard };
  }
};

export const hocuspocusWire: Wire = {
  isShared: true,
  introduction(document) {
    const encoder = named(document);
    // Authentication, by a token that nobody asks for.
    encoding.writeVarUint(encoder, 2);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, '');
    return encoding.toUint8Array(encoder);
  },
  write: (document, message) => writeMessage(named(document), message),
  read(frame) {
    const decoder = decoding.createDecoder(frame);
    const document = decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    let heard: Heard;
    // 4 is a sync message that wants no question in return.
    if (type === SYNC || type === 4) heard = readSync(decoder);
    else if (type === AWARENESS) heard = { kind: 'presence', bytes: decoding.readVarUint8Array(decoder) };
    else if (type === 2) heard = { kind: 'admitted' };
    // It says of each update alone that it was applied (in memory).
    else if (type === 8) heard = { kind: 'confirmed', total: undefined };
    return { document, heard };
  }
};

function named(document: string): encoding.Encoder {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  return encoder;
}
