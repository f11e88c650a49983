// Reads the provider's history of a window whole: what is not in it was not sent, so a part of it must never pass for all.
import { engineProblem } from 'shared/engine';
import type { Prediction } from './engine.ts';
import { readPrediction } from './envelope.ts';
import { isRecord, type Wire } from './wire.ts';

const PAGE = 100;
/** Pages of one window; one that holds more is read in halves. */
const PAGES = 20;
/** Milliseconds of the shortest window that is halved: what does not fit into it cannot be told apart by its time. */
const SHORTEST = 1_000;

/** Which predictions are asked for; epoch milliseconds. */
export interface HistoryQuery {
  readonly model?: string;
  readonly from: number;
  readonly to: number;
}

/** All predictions of a window. Throws the Problem `provider-unavailable` where they are more than can be read. */
export async function readHistory(wire: Wire, query: HistoryQuery): Promise<Prediction[]> {
  const found = new Map((await readWindow(wire, query)).map((prediction) => [prediction.id, prediction]));
  return [...found.values()];
}

async function readWindow(wire: Wire, { model, from, to }: HistoryQuery): Promise<Prediction[]> {
  const found: Prediction[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const data = await wire.read('POST', '/predictions', {
      page,
      page_size: PAGE,
      model,
      created_after: new Date(from).toISOString(),
      created_before: new Date(to).toISOString()
    });
    const items = isRecord(data) && Array.isArray(data.items) ? data.items : [];
    found.push(...items.flatMap((item) => readPrediction(item) ?? []));
    if (items.length < PAGE) return found;
  }
  if (to - from < SHORTEST) throw engineProblem('provider-unavailable', { detail: 'The history holds more than can be read.' });
  const middle = Math.floor((from + to) / 2);
  // They overlap, since nobody says whether a bound belongs to its window.
  return [...(await readWindow(wire, { model, from, to: middle + 1 })), ...(await readWindow(wire, { model, from: middle - 1, to }))];
}
