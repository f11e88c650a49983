// Reads the provider's answers: the envelope, predictions, and what its errors mean (wavespeed-contract, sections 1 and 4).
import { z } from 'zod';
import { engineFailure, type EngineFailure, type EngineFailureCode } from 'shared/engine';
import type { Prediction } from './engine.ts';

const envelopeSchema = z.object({
  code: z.number().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  data: z.unknown().optional()
});

/** What no rule of ours depends on is left out when it is malformed, so that an odd field never hides a paid prediction. */
const predictionSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{4,128}$/),
  model: z.string().catch(''),
  status: z.string().catch('created'),
  outputs: z.array(z.unknown()).nullish().catch(null),
  has_nsfw_contents: z.array(z.unknown()).nullish().catch(null),
  created_at: z.string().optional().catch(undefined),
  error: z.string().nullish().catch(null),
  /** The task's code, which is not the envelope's. */
  code: z.number().nullish().catch(null),
  executionTime: z.number().nullish().catch(null),
  timings: z.object({ inference: z.number().nullish() }).nullish().catch(null),
  input: z.record(z.string(), z.unknown()).nullish().catch(null),
  inputs: z.record(z.string(), z.unknown()).nullish().catch(null)
});

export interface Answer {
  readonly status: number;
  /** The envelope's code, or the HTTP status where there is none. */
  readonly code: number;
  readonly message: string;
  readonly data: unknown;
  /** Milliseconds that the answer asks to wait. */
  readonly retryAfter?: number;
}

/** What a `retry-after` may ask for at most, in milliseconds. */
const LONGEST_WAIT = 120_000;

/** Reads an answer's body, whatever it is; a body that is no JSON becomes the message, one without an envelope the data. */
export function readAnswer(status: number, body: string, retryAfter: string | null = null): Answer {
  const wait = { ...(/^\d{1,6}$/.test(retryAfter ?? '') ? { retryAfter: Math.min(Number(retryAfter) * 1_000, LONGEST_WAIT) } : {}) };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { status, code: status, message: body.slice(0, 300), data: undefined, ...wait };
  }
  const envelope = envelopeSchema.safeParse(parsed);
  if (!envelope.success || isBare(parsed)) return { status, code: status, message: '', data: parsed, ...wait };
  const { code = status, message, error, data } = envelope.data;
  return { status, code, message: message || error || '', data, ...wait };
}

/** A prediction or secret without an envelope: its `code`, if any, is the task's. */
function isBare(parsed: unknown): boolean {
  return typeof parsed === 'object' && parsed !== null && !('data' in parsed) && ('id' in parsed || 'secret' in parsed);
}

/** Whether both the HTTP status and the envelope say success. */
export function succeeded({ status, code }: Answer): boolean {
  return status >= 200 && status < 300 && code === 200;
}

const failed = new Set(['failed', 'cancelled', 'timeout', 'deleted']);

/** A prediction out of an answer's data, else undefined. Statuses that nobody documented count as running. */
export function readPrediction(data: unknown): Prediction | undefined {
  const parsed = predictionSchema.safeParse(data);
  if (!parsed.success) return undefined;
  const { id, model, status, outputs, has_nsfw_contents: nsfw, created_at: created, error, code, input, inputs, ...times } = parsed.data;
  const state = status === 'completed' || status === 'succeeded' ? 'completed' : failed.has(status) ? 'failed' : 'running';
  // Flags stay with their outputs when one of these cannot be used.
  const made = (outputs ?? []).flatMap((output, index) => {
    const address = addressIn(output);
    return address === undefined ? [] : [{ address, flagged: nsfw?.[index] === true }];
  });
  return {
    id,
    model,
    status: state,
    outputs: made.map(({ address }) => address),
    nsfw: nsfw && nsfw.length > 0 ? made.map(({ flagged }) => flagged) : [],
    createdAt: created ? Date.parse(created) || 0 : 0,
    inputs: input ?? inputs ?? undefined,
    problem: state === 'failed' ? taskFailure(code ?? 0, error ?? '', status) : undefined,
    inferenceMs: times.timings?.inference ?? times.executionTime ?? undefined
  };
}

/** Text, or the address inside an object as some models give it. */
function addressIn(output: unknown): string | undefined {
  const value = typeof output === 'object' && output !== null && 'url' in output ? output.url : output;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const taskCodes: Record<number, EngineFailureCode> = {
  1200: 'content-refused',
  1400: 'inputs-refused',
  1401: 'inputs-refused',
  1402: 'input-unreadable',
  1403: 'model-failed',
  1405: 'model-failed',
  // Seen in other clients' code alone.
  1406: 'model-failed',
  1407: 'provider-credit',
  5000: 'provider-down',
  5003: 'provider-down',
  5004: 'model-failed'
};

function taskFailure(code: number, error: string, status: string): EngineFailure {
  if (taskCodes[code]) return engineFailure(taskCodes[code], error);
  if (/insufficient (credit|balance)/i.test(error)) return engineFailure('provider-credit', error);
  if (/download|fetch|unreachable/i.test(error)) return engineFailure('input-unreadable', error);
  if (/sensitive|nsfw|moderat|policy|content/i.test(error)) return engineFailure('content-refused', error);
  return engineFailure('model-failed', error || status);
}

/** What a refusal of the submit call means: an HTTP 4xx, or an envelope code that is not 200. */
export function refusal({ status, code, message, retryAfter = 10_000 }: Answer): {
  problem: EngineFailure;
  retryAfter?: number;
  pausesKey?: boolean;
} {
  const said = status >= 400 ? status : code;
  if (said === 429) return { problem: engineFailure('rate-limited', message), retryAfter };
  if (said === 401) return { problem: engineFailure('key-refused', message), pausesKey: true };
  if (said === 402 || code === 1407 || /insufficient (credit|balance)/i.test(message)) {
    return { problem: engineFailure('provider-credit', message), pausesKey: true };
  }
  if (said === 403) return { problem: engineFailure('key-refused', message), pausesKey: true };
  if (said === 404) return { problem: engineFailure('model-unknown', message) };
  return { problem: taskCodes[code] ? engineFailure(taskCodes[code], message) : engineFailure('inputs-refused', message) };
}
