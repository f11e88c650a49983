// How a sandbox is set up and what it offers, apart from how it works.
import type { Hono } from 'hono';
import type { EngineLimits } from '../engine.ts';

export interface SandboxOptions {
  /** Where `sandbox.db`, outputs and uploads are kept; made when missing. */
  readonly folder: string;
  /** How the addresses that it hands out begin, without a slash at the end: `http://localhost:4400/sandbox`. */
  readonly origin: string;
  /** Milliseconds that a prediction takes at least, counted from its acceptance. */
  readonly latencyMs: number;
  /** Share of predictions that fail on purpose, 0 to 1. */
  readonly failureRate: number;
  /** Share of outputs that are flagged as NSFW, 0 to 1. */
  readonly nsfwRate: number;
  /** What it takes of one account, as the engine that speaks to it must know too. */
  readonly limits: EngineLimits;
  /** Milliseconds that a synchronous submission waits for its result; two minutes when absent. */
  readonly syncWindowMs?: number;
  /** How a synchronous submission that waited in vain is answered: code 5004 under HTTP 200 (default), or HTTP 504. */
  readonly syncTimeoutAs?: 'code-5004' | 'http-504';
  /** Whether a request's key is good; any bearer token is when absent. Files need no key. */
  readonly authorise?: (request: Request) => boolean | Promise<boolean>;
  /** Reads an input from a foreign address, which it also checks; rejects when it cannot. */
  readonly fetchInput: (url: string) => Promise<Uint8Array>;
  /** Delivers webhooks, to addresses that it checks; without it a submission with a webhook is refused. */
  readonly webhookFetch?: typeof fetch;
  /** Milliseconds before the first repetition of a webhook; each further wait is twice as long. 1,000 when absent. */
  readonly webhookBackoffMs?: number;
  /** Draws a picture for nobody at the start, so that the first person does not wait for a cold painter. */
  readonly warm?: boolean;
  /** Paints coarsely, in a fraction of the time. */
  readonly quick?: boolean;
  /** Worker threads that draw; one less than the processors (at least one) when absent. */
  readonly painters?: number;
  /** The file that each of them runs, for measurements in which drawing must not count; the sandbox's own when absent. */
  readonly painter?: URL;
}

/** Totals since the folder was made, for tests that count. */
export interface SandboxCounts {
  /** Submit requests that reached a model, refused ones included. */
  readonly submissions: number;
  /** Submissions that were accepted. */
  readonly predictions: number;
  /** Files that were received whole. */
  readonly uploads: number;
}

export interface Sandbox {
  /** Routes below the mount point: `/api/v3/…` and `/files/…`. */
  readonly app: Hono;
  /** Answers requests whose address begins with `origin`, without any network. */
  fetch(request: Request): Response | Promise<Response>;
  counts(): SandboxCounts;
  /** Stops at once; what was unfinished is drawn again by the next sandbox on the folder. */
  close(): Promise<void>;
}
