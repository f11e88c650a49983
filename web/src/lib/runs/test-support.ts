// Runs and outbox entries for this area's tests.
import { countStates, type Item, type Run } from 'shared/runs';
import type { OutboxEntry } from './outbox.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');

export function anItem(over: Partial<Item> = {}): Item {
  return {
    id: id(1),
    index: 0,
    state: 'queued',
    stopping: false,
    attempts: 0,
    predictionId: null,
    problem: null,
    assets: [],
    text: null,
    price: 27_000,
    charged: 0,
    submittedAt: null,
    finishedAt: null,
    ...over
  };
}

/** A run whose counts follow from its items unless they are given. */
export function aRun(over: Partial<Run> = {}): Run {
  const items = over.items ?? [anItem()];
  return {
    id: id(7),
    workspaceId: id(8),
    title: 'A red vase',
    engine: 'wavespeed',
    state: 'running',
    cancelled: false,
    createdAt: 1_000,
    priority: 'normal',
    eta: null,
    recipe: { v: 1, model: 'bytedance/seedream-v4', prompt: 'a red vase', params: {}, references: [] },
    finishedAt: null,
    price: { item: 27_000, total: 27_000 * items.length },
    charged: 0,
    revision: 1,
    ...over,
    items,
    counts: over.counts ?? countStates(items)
  };
}

export function anOutboxEntry(over: Partial<OutboxEntry> = {}): OutboxEntry {
  const { recipe } = aRun();
  return {
    id: id(7),
    workspaceId: id(8),
    newRun: { id: id(7), workspaceId: id(8), recipe, count: 4, title: 'A red vase' },
    price: 108_000,
    engine: 'wavespeed',
    createdAt: 1_000,
    state: 'waiting',
    tried: false,
    ...over
  };
}
