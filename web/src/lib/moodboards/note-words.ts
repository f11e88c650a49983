// The smallest edit that turns one text into another, so that what others type into the same note at the same time survives.
import type * as Y from 'yjs';

/** Replaces only what lies between the common beginning and the common end. */
export function rewrite(text: Y.Text, words: string, origin: unknown): void {
  const before = text.toJSON();
  if (before === words) return;
  const shorter = Math.min(before.length, words.length);
  let head = 0;
  while (head < shorter && before[head] === words[head]) head++;
  // Half of a surrogate pair cannot stand alone.
  if (head > 0 && isHigh(before.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === words[words.length - 1 - tail]) tail++;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail--;
  text.doc?.transact(() => {
    if (before.length - tail > head) text.delete(head, before.length - tail - head);
    if (words.length - tail > head) text.insert(head, words.slice(head, words.length - tail));
  }, origin);
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff;
