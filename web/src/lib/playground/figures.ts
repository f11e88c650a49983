// Figures: how words speak of references, by their number, and how those numbers stay right when references change.

/** A mention such as `Figure 2`. */
const MENTION = /\bFigure (\d{1,2})\b/g;

/** What a mention becomes whose picture was taken away: nothing is asked for while it stands there. */
export const LOST = 'Figure ?';

/** The mention of the reference at a place, counted from 0. */
export const figure = (index: number): string => `Figure ${index + 1}`;

/**
 * The text with its mentions following the pictures they meant: `before` and `after` are the references' hashes in their order.
 * A number beyond the references meant none of them and stays.
 */
export function renumbered(text: string, before: readonly string[], after: readonly string[]): string {
  return text.replaceAll(MENTION, (whole, number: string) => {
    const hash = before[Number(number) - 1];
    if (hash === undefined) return whole;
    const index = after.indexOf(hash);
    return index < 0 ? LOST : figure(index);
  });
}

/** Whether a text speaks of a picture that was taken away. */
export const speaksOfLost = (text: string): boolean => text.includes(LOST);

/** The mention that is being typed: an `@` at the start of a word and what follows it up to the caret. */
export function mentionAt(text: string, caret: number): { readonly start: number; readonly query: string } | undefined {
  const match = /(?:^|[\s(,;:])@([^@\n]{0,40})$/.exec(text.slice(0, caret));
  const query = match?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, query };
}

/** A text with something put in place of a part; a space is set where words would touch. Answers where the caret belongs. */
export function inserted(text: string, start: number, end: number, piece: string): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const lead = before === '' || /[\s([{"“‘]$/.test(before) ? '' : ' ';
  const trail = after === '' || /^[\s.,;:!?)\]}"”’]/.test(after) ? '' : ' ';
  return { text: `${before}${lead}${piece}${trail}${after}`, caret: before.length + lead.length + piece.length };
}
