// How assets are named and described in words: titles, dates, sizes, file names.
import type { MediaType } from 'shared/blobs';
import { formatMoney } from 'shared/kernel';
import type { AssetEntry } from './collection.ts';

/** A name to show: the title people gave it, else the beginning of its prompt, else its file name. */
export function titleOf({ record, fields }: AssetEntry): string {
  return (
    fields.title ||
    firstWords(record.recipe?.prompt ?? '') ||
    record.fileName?.replace(/\.[^.]+$/, '') ||
    (record.kind === 'video' ? 'Video' : 'Picture')
  );
}

/** What is on it, for people who cannot see it. */
export function altOf({ record, fields }: AssetEntry): string {
  return [fields.title, record.recipe?.prompt].filter(Boolean).join('. ') || titleOf({ record, fields });
}

function firstWords(prompt: string): string {
  const line = (prompt.trim().split(/[\n.;]/)[0] ?? '').trim();
  return line.length <= 60 ? line : `${line.slice(0, 57).replace(/\s+\S*$/, '')}…`;
}

const DAY = 86_400_000;

/** The number of the local day, equal for two moments of one day. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return Math.floor((at - date.getTimezoneOffset() * 60_000) / DAY);
}

/** The days of many moments, as `dayOf` says them; quick where neighbours mostly are of one day, as in a timeline of 100,000. */
export function daysOf(moments: Float64Array): Int32Array {
  const days = new Int32Array(moments.length);
  let [from, to, day] = [1, 0, 0];
  for (let index = 0; index < moments.length; index++) {
    const at = moments[index] ?? 0;
    if (at < from || at >= to) {
      const date = new Date(at);
      const [year, month, inMonth] = [date.getFullYear(), date.getMonth(), date.getDate()];
      [from, to, day] = [new Date(year, month, inMonth).getTime(), new Date(year, month, inMonth + 1).getTime(), dayOf(at)];
    }
    days[index] = day;
  }
  return days;
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const shortWithYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A day's heading as long as its room allows: `Today, 22 November`, `Friday, 20 November`, `3 May 2025`, `20 Nov`. */
export function dayHeading(at: number, now: number, room: number): string {
  const days = dayOf(now) - dayOf(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  if (room < 190) return days === 0 ? 'Today' : days === 1 && room > 84 ? 'Yesterday' : (sameYear ? short : shortWithYear).format(at);
  if (days === 0) return `Today, ${dayMonth.format(at)}`;
  if (days === 1) return `Yesterday, ${dayMonth.format(at)}`;
  return sameYear ? weekday.format(at).replace(/^(\w+) /, '$1, ') : withYear.format(at);
}

/** `22 Nov 2026, 14:02` */
export function momentText(at: number): string {
  return moment.format(at);
}

/** `0:05` */
export function lengthText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** `2048 × 2560, 4:5`; the ratio only where it is a plain one. */
export function sizeText(width: number, height: number): string {
  const known = (
    [
      [1, 1],
      [4, 5],
      [5, 4],
      [3, 4],
      [4, 3],
      [2, 3],
      [3, 2],
      [9, 16],
      [16, 9],
      [9, 21],
      [21, 9]
    ] as const
  ).find(([w, h]) => Math.abs(width / height / (w / h) - 1) < 0.008);
  return `${width} × ${height}${known ? `, ${known[0]}:${known[1]}` : ''}`;
}

/** `$0.027, 17 s`; in the sandbox nothing was paid. */
export function costText(made: NonNullable<AssetEntry['record']['made']>): string {
  const seconds = made.took / 1000;
  const time = seconds < 10 ? `${seconds.toFixed(1)} s` : seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
  return `${made.engine === 'sandbox' ? 'Free' : formatMoney(made.cost)}, ${time}`;
}

const endings: Record<AssetEntry['record']['type'], string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm'
};

/** A file name that every system takes: the title and the end of the id, so that two of one title do not meet. */
export function fileNameOf(entry: AssetEntry, type: MediaType = entry.record.type): string {
  const name = titleOf(entry)
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s…]+$/g, '')
    .slice(0, 80)
    .trim();
  return `${name || 'preset'} ${entry.record.id.split('.')[1]?.slice(0, 6) ?? ''}.${endings[type]}`;
}
