// Which parts of a prompt stand out in its field: variables and mentions of references.

const MARKED = /\{\p{L}(?:[\p{L}\p{N} _-]{0,38}[\p{L}\p{N}_-])?\}|\bFigure (?:\d{1,2}\b|\?)/gu;

/** The text in parts, marked and plain by turns; joined they are the text. */
export function marksIn(text: string): readonly { readonly text: string; readonly on: boolean }[] {
  const parts: { text: string; on: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), on: false });
    parts.push({ text: match[0], on: true });
    end = match.index + match[0].length;
  }
  return end < text.length ? [...parts, { text: text.slice(end), on: false }] : parts;
}
