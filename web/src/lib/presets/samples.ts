// Where each style's sample stands on the sheet that `pnpm style-samples` draws.
import { styles } from 'shared/presets';

/** Square samples, row by row in the order of the styles. */
const COLUMNS = 8;
const ROWS = Math.ceil(styles.length / COLUMNS);

export const sampleSheet = '/style-samples.webp';
/** How much wider than one sample the sheet is, for `background-size`. */
export const sheetSize = `${COLUMNS * 100}% ${ROWS * 100}%`;

/** The `background-position` of a style's sample. */
export function samplePosition(id: string): string {
  const index = Math.max(
    0,
    styles.findIndex((style) => style.id === id)
  );
  const share = (at: number, count: number) => `${(at * 100) / (count - 1)}%`;
  return `${share(index % COLUMNS, COLUMNS)} ${share(Math.floor(index / COLUMNS), ROWS)}`;
}
