// Which palette entries fit the typed words, and in which order: what was used last comes first.
import type { Command } from '#lib/ui';

const KEY = 'preset.palette-recent';
const KEPT = 8;

/** How well a title fits the words: every word must begin a word of the text; undefined when one does not. Lower is better. */
export function fit(text: string, words: string): number | undefined {
  const lowered = ` ${text.toLowerCase()}`;
  let score = 0;
  for (const word of words.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = lowered.search(new RegExp(`[\\s(“"'/-]${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    if (at < 0) return undefined;
    score += at;
  }
  return score;
}

/** The entries to show: those that fit, recent ones first, then by fit, then as registered. */
export function arrange(all: readonly Command[], words: string, recent: readonly string[]): Command[] {
  const rank = (id: string) => (recent.includes(id) ? recent.indexOf(id) : KEPT);
  return all
    .flatMap((command) => {
      const score = fit(`${command.title} ${command.group ?? ''} ${command.words ?? ''}`, words);
      return score === undefined ? [] : [{ command, score }];
    })
    .sort((a, b) => rank(a.command.id) - rank(b.command.id) || (words ? a.score - b.score : 0))
    .map(({ command }) => command);
}

/** Ids of the entries used last, newest first. */
export function recentEntries(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberEntry(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recentEntries().filter((other) => other !== id)].slice(0, KEPT)));
  } catch {
    // Not kept: the order stays as registered.
  }
}
