// The colours of items that were given none, and of the words on those that were.

/** A note's own colour until it is given another. */
export const NOTE_COLOUR = '#fbeecb';

/** In place of a colour that nothing says. */
export const NO_COLOUR = '#9a9a9a';

/** Dark or light words, whichever stands out on a note's colour. */
export function inkOn(ground: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(ground.slice(at, at + 2), 16) / 255) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.42 ? '#191b1f' : '#f5f5f5';
}
