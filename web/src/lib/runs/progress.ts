// What a run's counts mean to a person: how far it is, how long it will take, and the words for each item's state.
import { modelOf, outputsOf, type Recipe } from 'shared/engine';
import { formatMoney } from 'shared/kernel';
import { isFinal, type Item, type ItemState, type RunMode } from 'shared/runs';
import type { RunEntry } from './merge.ts';

/** A run's items by what a person wants to know of them. */
export interface Progress {
  readonly total: number;
  readonly landed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly checking: number;
  readonly working: number;
  readonly waiting: number;
  /** Items that will change no more. */
  readonly ended: number;
  /** 0 to 1. */
  readonly share: number;
}

export function progressOf({ counts }: Pick<RunEntry, 'counts'>): Progress {
  const of = (...states: ItemState[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const ended = of('succeeded', 'failed', 'cancelled');
  return {
    total,
    landed: of('succeeded'),
    failed: of('failed'),
    cancelled: of('cancelled'),
    checking: of('uncertain'),
    working: of('submitting', 'submitted', 'copying'),
    waiting: of('queued'),
    ended,
    share: total === 0 ? 0 : ended / total
  };
}

/** Whether anything of the run may still change by itself or by a click on resume. */
export function isLive(entry: Pick<RunEntry, 'state'>): boolean {
  return entry.state !== 'finished';
}

/** Milliseconds until the server expects the run's end; undefined while it is paused, finished, or nobody can tell. */
export function leftOf({ state, eta }: Pick<RunEntry, 'state' | 'eta'>, now: number): number | undefined {
  if (eta === null || (state !== 'running' && state !== 'waiting')) return undefined;
  return Math.max(1_000, eta - now);
}

/** The share of an item that is done, 0 to 1: a guess from the typical time while the provider works, since it states none. */
export function shareOf(item: Pick<Item, 'state' | 'submittedAt'>, now: number, typical: number | undefined): number {
  switch (item.state) {
    case 'queued':
    case 'uncertain':
      return 0;
    case 'submitting':
      return 0.05;
    case 'submitted': {
      const elapsed = Math.max(0, now - (item.submittedAt ?? now));
      return 0.05 + 0.85 * (1 - Math.exp((-2 * elapsed) / (typical ?? 8_000)));
    }
    case 'copying':
      return 0.95;
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return 1;
  }
}

/** How an item's state is drawn: never by colour alone. */
export type Tone = 'quiet' | 'live' | 'good' | 'bad' | 'doubt';

/** The word for an item's state and how it is drawn; `short` where there is only room for one. */
export function wordOf(item: Pick<Item, 'state' | 'stopping' | 'charged'>): { word: string; short?: string; tone: Tone } {
  if (item.stopping && !isFinal(item.state)) return { word: 'Stopping, still billed', short: 'Stopping', tone: 'doubt' };
  switch (item.state) {
    case 'queued':
      return { word: 'Waiting', tone: 'quiet' };
    case 'submitting':
      return { word: 'Sending', tone: 'live' };
    case 'submitted':
      return { word: 'Working', tone: 'live' };
    case 'copying':
      return { word: 'Copying', tone: 'live' };
    case 'succeeded':
      return { word: 'In the gallery', tone: 'good' };
    case 'failed':
      return { word: item.charged > 0 ? 'Failed' : 'Not charged', tone: 'bad' };
    case 'cancelled':
      return { word: 'Cancelled', tone: 'quiet' };
    case 'uncertain':
      return { word: 'Checking', tone: 'doubt' };
  }
}

/** `18 s`, `3 min`, `2 h 5 min`: rounded up, so that nothing takes no time. */
export function durationText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** `1 image`, `4 images`, `4 edits`. */
export function itemsText(count: number, noun = 'image'): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** What a run is counted in: frames in a series, edits where it works from a source. */
export function nounOf({ recipe, mode }: { recipe: Recipe; mode?: RunMode | undefined }): string {
  if (isSeries({ recipe })) return 'frame';
  if (modelOf(recipe.model)?.kind === 'image-to-video') return 'video';
  if (mode === 'style-variations') return 'variation';
  return mode === 'batch-edit' || recipe.references.some(({ role }) => role === 'source') ? 'edit' : 'image';
}

const MODES: Record<RunMode, string> = {
  generate: 'Generate',
  edit: 'Edit',
  sequence: 'Sequence',
  stitch: 'Stitch',
  'batch-edit': 'Batch edit',
  'style-variations': 'Styles',
  video: 'Video',
  tool: 'Tool',
  prompt: 'Prompt'
};

/** The way of asking; nothing for runs that do not say. */
export function modeName({ mode }: Pick<RunEntry, 'mode'>): string {
  return mode ? MODES[mode] : '';
}

/** Whether an item has several results that belong together. */
export const isSeries = ({ recipe }: { recipe: Recipe }): boolean => 'max_images' in recipe.params;

/** What a run cost, or will: `Free` in the sandbox, whose money is play. */
export function costText({ engine, charged, price, state }: Pick<RunEntry, 'engine' | 'charged' | 'price' | 'state'>): string {
  if (engine === 'sandbox') return 'Free';
  return formatMoney(state === 'finished' ? charged : price.total);
}

/** The line beside a run's title, such as `4 images, 2 landed, 50 %, about 14 s left, $0.108`. */
export function metaOf(entry: RunEntry, now: number): string {
  const { total, landed, failed, share } = progressOf(entry);
  const parts = [itemsText(isSeries(entry) ? total * outputsOf(entry.recipe) : total, nounOf(entry))];
  if (isLive(entry)) {
    if (landed > 0) parts.push(`${landed} landed`);
    parts.push(`${Math.floor(share * 100)} %`);
    const left = leftOf(entry, now);
    if (entry.state === 'paused') parts.push('paused');
    else if (left !== undefined) parts.push(`about ${durationText(left)} left`);
  } else {
    if (entry.cancelled && landed < total) parts.push(`${landed} landed`, 'cancelled');
    if (failed > 0) parts.push(`${failed} failed`);
    if (entry.finishedAt !== null) parts.push(durationText(entry.finishedAt - entry.createdAt));
  }
  return [...parts, costText(entry)].join(', ');
}

/** What a screen reader hears while a run goes on. */
export function spokenOf(entry: RunEntry): string {
  const { landed, failed, total } = progressOf(entry);
  const pictures = `${landed} of ${total} picture${total === 1 ? '' : 's'} ready`;
  return failed > 0 ? `${pictures}, ${failed} failed` : pictures;
}
