// What somebody is sent who asks for a document: from stored bytes where these will do, else from the document in memory.
import * as Y from 'yjs';
import { stepTwo, updateFrame } from './frames.ts';
import type { HeldDocument } from './held-document.ts';
import type { StoredDocuments } from './stored-documents.ts';

/** Bytes from which on a document in memory is not encoded again for everybody who comes for the first time. */
const LARGE = 64 * 1024;
/** Bytes of updates since the snapshot that are run together without the document. */
const MAX_TAIL_BYTES = 256 * 1024;

/** Frames in the order in which they are sent; the last is the answer itself. Undefined where the question was none. */
export type Answer = readonly Uint8Array[] | undefined;

/** Answers to questions by their state vectors as `keyOf` writes them; equal ones share one. */
export async function answersTo(
  stateVectors: readonly Uint8Array[],
  { held, stored, name }: { held: HeldDocument; stored: StoredDocuments; name: string }
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const stateVector of stateVectors) {
    const key = keyOf(stateVector);
    if (!answers.has(key)) answers.set(key, await answerTo(stateVector));
  }
  return answers;

  async function answerTo(stateVector: Uint8Array): Promise<Answer> {
    const clocks = decode(stateVector);
    if (!clocks) return undefined;
    const resting = await held.facts();
    if (clocks.size === 0 && (resting || (held.loaded && held.loaded.size.bytes >= LARGE))) {
      const frames = wholeFrames(await stored.whole(name));
      if (frames) return frames;
    }
    const told = resting?.answer(stateVector);
    return [stepTwo(told ?? Y.encodeStateAsUpdate((await held.load()).doc, stateVector))];
  }
}

export function keyOf(stateVector: Uint8Array): string {
  return Buffer.from(stateVector).toString('latin1');
}

function decode(stateVector: Uint8Array): Map<number, number> | undefined {
  try {
    return Y.decodeStateVector(stateVector);
  } catch {
    return undefined;
  }
}

/** Undefined where running the updates together would take longer than building the document. */
function wholeFrames([first = Uint8Array.of(0, 0), ...tail]: readonly Uint8Array[]): Uint8Array[] | undefined {
  if (tail.length === 0) return [stepTwo(first)];
  const tailBytes = tail.reduce((sum, { length }) => sum + length, 0);
  if (tailBytes > MAX_TAIL_BYTES) return undefined;
  if (first.length < LARGE) return [stepTwo(Y.mergeUpdates([first, ...tail]))];
  // The tail waits at the client for what it builds on: whoever has the answer has all of it.
  return [updateFrame(Y.mergeUpdates(tail)), stepTwo(first)];
}
