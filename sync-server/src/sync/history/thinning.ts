// Which of a document's automatic states go as they grow old: all of the last hour stay, then one an hour, then one a day.

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

/**
 * The ids of the states that are no longer kept. `taken` are those taken by themselves, with their times in epoch milliseconds.
 * The newest always stays: it is the way back from the first mistake after a long pause.
 */
export function outgrown(taken: readonly { readonly id: string; readonly created_at: number }[], now: number): string[] {
  const newestFirst = taken.toSorted((a, b) => b.created_at - a.created_at);
  const filled = new Set<string>();
  return newestFirst
    .filter(({ created_at: at }, index) => {
      const age = now - at;
      const slot = age <= HOUR ? undefined : age <= DAY ? `hour ${Math.floor(at / HOUR)}` : `day ${Math.floor(at / DAY)}`;
      if (index === 0 || slot === undefined) return false;
      if (age > MONTH || filled.has(slot)) return true;
      filled.add(slot);
      return false;
    })
    .map(({ id }) => id);
}
