// The shapes of what the sandbox keeps, and the tables they lie in.
import type { Micros } from 'shared/kernel';

type PredictionStatus = 'created' | 'processing' | 'completed' | 'failed' | 'deleted';

/** One prediction; times are epoch milliseconds. */
export interface PredictionRow {
  /** Order of acceptance. */
  readonly seq: number;
  readonly id: string;
  readonly model: string;
  readonly status: PredictionStatus;
  readonly inputs: Record<string, unknown>;
  readonly video: boolean;
  /** Address to call when it is settled. */
  readonly webhook: string | null;
  readonly price: Micros;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly outputs: readonly StoredOutput[];
  readonly nsfw: readonly boolean[];
  readonly error: string;
  /** The task's code of the contract, 0 when all is well. */
  readonly code: number;
}

/** A result: the name of a file of the prediction, or a text. */
export type StoredOutput = { readonly file: string } | { readonly text: string };

export type NewPrediction = Pick<PredictionRow, 'id' | 'model' | 'inputs' | 'video' | 'webhook' | 'price' | 'createdAt'>;

/** How a prediction ended. */
export interface Ending {
  readonly status: 'completed' | 'failed';
  readonly outputs: readonly StoredOutput[];
  readonly nsfw: readonly boolean[];
  readonly error: string;
  readonly code: number;
  readonly finishedAt: number;
}

export interface HistoryQuery {
  readonly model?: string;
  readonly status?: string;
  readonly from?: number;
  readonly to?: number;
  readonly ids?: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly received: boolean;
}

/** A prediction as SQLite returns it. */
export interface RawPrediction {
  seq: number;
  id: string;
  model: string;
  status: PredictionStatus;
  inputs: string;
  video: number;
  webhook: string | null;
  price: number;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  outputs: string;
  nsfw: string;
  error: string;
  code: number;
}

export const schema = `
  create table if not exists prediction (
    seq integer primary key autoincrement,
    id text not null unique,
    model text not null,
    status text not null,
    inputs text not null,
    video integer not null,
    webhook text,
    webhook_pending integer not null default 0,
    price integer not null,
    created_at integer not null,
    started_at integer,
    finished_at integer,
    starts integer not null default 0,
    outputs text not null default '[]',
    nsfw text not null default '[]',
    error text not null default '',
    code integer not null default 0
  ) strict;
  create index if not exists prediction_created on prediction (created_at, video);
  create index if not exists prediction_unfinished on prediction (seq) where status in ('created', 'processing');
  create index if not exists prediction_webhook on prediction (seq) where webhook_pending = 1;
  create table if not exists upload (
    id text primary key,
    name text not null,
    type text not null,
    size integer not null,
    received integer not null,
    created_at integer not null
  ) strict, without rowid;
  create table if not exists setting (name text primary key, value text not null) strict, without rowid;
  create table if not exists counter (name text primary key, value integer not null) strict, without rowid;
`;

/** A prediction out of its table. */
export function readPrediction(row: RawPrediction): PredictionRow {
  const { seq, id, model, status, webhook, price, error, code } = row;
  return {
    seq,
    id,
    model,
    status,
    webhook,
    price,
    error,
    code,
    video: row.video === 1,
    inputs: JSON.parse(row.inputs) as Record<string, unknown>,
    outputs: JSON.parse(row.outputs) as StoredOutput[],
    nsfw: JSON.parse(row.nsfw) as boolean[],
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at
  };
}
