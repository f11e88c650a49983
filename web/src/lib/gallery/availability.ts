// Where an asset's bytes are, in words: this device, the server, or both.
import type { ProblemDocument } from 'shared/kernel';

/** What is known of an asset's bytes. */
export interface Whereabouts {
  /** The original is on this device. */
  readonly here: boolean;
  /** The thumbnail is. */
  readonly thumbHere: boolean;
  /** The server does not have the original yet. */
  readonly waiting: boolean;
  /** Why it will not have it, if it was refused. */
  readonly refusal: Pick<ProblemDocument, 'title' | 'remedy'> | undefined;
  readonly pinned: boolean;
}

export interface Availability {
  /** `safe`: here and on the server; `waiting`: here alone; `away`: on the server alone. */
  readonly state: 'safe' | 'waiting' | 'away';
  readonly pinned: boolean;
  readonly words: string;
}

/** An asset enters the gallery only once its bytes were copied from the provider, so one of these two always has them. */
export function availabilityOf({ here, thumbHere, waiting, refusal, pinned }: Whereabouts): Availability {
  if (refusal) return { state: 'waiting', pinned, words: `Only this device. ${refusal.title} ${refusal.remedy}` };
  if (waiting) return { state: 'waiting', pinned, words: here ? 'This device; on its way to the server' : 'On its way to the server' };
  if (here) return { state: 'safe', pinned, words: pinned ? 'Server and, kept for good, this device' : 'Server and this device' };
  if (pinned) return { state: 'away', pinned, words: 'Server; being fetched to be kept on this device' };
  return { state: 'away', pinned, words: thumbHere ? 'Server; the thumbnail also here' : 'Server' };
}
