// An item's way in words: each step as people would tell it, and how it is marked.
import { formatMoney } from 'shared/kernel';
import type { ItemEvent } from 'shared/runs';

export interface Step {
  readonly words: string;
  /** Set apart as a code: a prediction's id or the provider's code. */
  readonly note?: string;
  readonly tone: 'done' | 'bad' | 'doubt' | 'money';
}

/** One step; undefined for those that say nothing here, such as play money. */
export function stepOf({ what, attempt, note, amount }: ItemEvent, sandbox: boolean): Step | undefined {
  const noted = note === undefined ? {} : { note };
  switch (what) {
    case 'saved':
      return { words: 'Saved on the server', tone: 'done' };
    case 'sent':
      return { words: attempt === undefined || attempt === 1 ? 'Sent once' : `Sent again, attempt ${attempt}`, tone: 'done' };
    case 'accepted':
      return { words: 'Accepted', ...noted, tone: 'done' };
    case 'refused':
      return { words: 'Not accepted by the provider', ...noted, tone: 'bad' };
    case 'lost':
      return { words: 'The answer was lost on the way', ...noted, tone: 'doubt' };
    case 'made':
      return { words: 'Made by the provider', tone: 'done' };
    case 'copied':
      return { words: 'Copied to this server', tone: 'done' };
    case 'charged':
    case 'released':
    case 'corrected':
      return sandbox ? undefined : { words: moneyWords(what, amount ?? 0), tone: 'money' };
    case 'succeeded':
      return { words: 'In the gallery', tone: 'done' };
    case 'failed':
      return { words: 'Failed', ...noted, tone: 'bad' };
    case 'cancelled':
      return { words: 'Cancelled', tone: 'bad' };
  }
}

function moneyWords(what: 'charged' | 'released' | 'corrected', amount: number): string {
  if (what === 'corrected')
    return amount < 0 ? `${formatMoney(-amount)} given back after the bill` : `${formatMoney(amount)} more after the bill`;
  return `${formatMoney(amount)} ${what}`;
}

/** `14:02:11`; with the day where it was not today. */
export function timeText(at: number, now: number): string {
  const time = new Date(at).toLocaleTimeString('en-GB');
  const day = (moment: number) => new Date(moment).toDateString();
  return day(at) === day(now)
    ? time
    : `${new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time.slice(0, 5)}`;
}
