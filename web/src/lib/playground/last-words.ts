// What was typed in the last moments before a page goes away: the database would need longer than the page has.
import type { DraftRow } from '#lib/platform';

const KEY = 'preset-last-words';

/** Keeps rows at once, for the next page to take. A browser that refuses leaves them to the database. */
export function leave(rows: readonly DraftRow[]): void {
  if (rows.length === 0) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(rows));
  } catch {
    // Full or forbidden: the database was asked as well.
  }
}

/** The row of a key that a page left behind, if it is newer than the stored one. */
export function newer(stored: DraftRow | undefined, key: string): DraftRow | undefined {
  try {
    const rows = JSON.parse(localStorage.getItem(KEY) ?? '[]') as DraftRow[];
    const left = rows.find((row) => row.key === key);
    return left && left.at > (stored?.at ?? 0) ? left : stored;
  } catch {
    return stored;
  }
}
