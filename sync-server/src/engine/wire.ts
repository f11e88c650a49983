// Speaks HTTP with the provider: one request or a repeated reading, every answer bounded in size and time.
import { setTimeout as wait } from 'node:timers/promises';
import { engineProblem } from 'shared/engine';
import { problem } from 'shared/kernel';
import { readBounded } from '#platform/network';
import { readAnswer, refusal, succeeded, type Answer } from './envelope.ts';

/** What the client needs of fetch; the sandbox answers it in process. */
export type ClientFetch = (request: Request) => Response | Promise<Response>;

export interface WireOptions {
  /** Origin without `/api/v3`; for the sandbox with the path it is mounted at. */
  readonly baseUrl: string;
  readonly key: string;
  readonly fetch: ClientFetch;
}

const SUBMIT_TIMEOUT_MS = 120_000;
const READ_TIMEOUT_MS = 15_000;
/** A whole file goes with the request. */
const FORM_TIMEOUT_MS = 300_000;
const READ_TRIES = 3;
const FIRST_PAUSE_MS = 400;
/** The longest answer by far is the list of models, of about 2 MB. */
const MAX_ANSWER = 16 * 1_024 * 1_024;

/** Requests below `/api/v3` of one base address, with one key that no redirect carries elsewhere. */
export class Wire {
  readonly #options: WireOptions;
  readonly #base: string;

  constructor(options: WireOptions) {
    this.#options = options;
    this.#base = `${options.baseUrl.replace(/\/+$/, '')}/api/v3`;
  }

  /** Sends a request exactly once. Rejects when no whole answer came. */
  post(path: string, body: unknown): Promise<Answer> {
    return this.#send('POST', path, body, SUBMIT_TIMEOUT_MS);
  }

  /**
   * The data of an answer; reading may be repeated, unlike submitting.
   * Throws `not-found`, `key-refused`, `request-refused`, or `provider-unavailable` when three tries brought nothing.
   */
  async read(method: string, path: string, body?: unknown): Promise<unknown> {
    const timeout = body instanceof FormData ? FORM_TIMEOUT_MS : READ_TIMEOUT_MS;
    for (let tried = 1; ; tried += 1) {
      const answer: Answer = await this.#send(method, path, body, timeout).catch((error: unknown) => ({
        status: 0,
        code: 0,
        message: codeOf(error),
        data: undefined
      }));
      if (succeeded(answer)) return answer.data;
      const said = answer.status >= 200 && answer.status < 300 ? answer.code : answer.status;
      if (said === 404) throw problem('not-found');
      const passing = said === 0 || said === 429 || said >= 500;
      if (!passing && said >= 400) throw refused(answer);
      if (!passing || tried === READ_TRIES)
        throw engineProblem('provider-unavailable', { detail: `${said || 'No answer'} ${answer.message}`.trim() });
      await wait(Math.min(answer.retryAfter ?? Infinity, FIRST_PAUSE_MS * 2 ** (tried - 1)));
    }
  }

  async #send(method: string, path: string, body: unknown, timeoutMs: number): Promise<Answer> {
    const { key, fetch } = this.#options;
    const isJson = body !== undefined && !(body instanceof FormData);
    const response = await fetch(
      new Request(`${this.#base}${path}`, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { authorization: `Bearer ${key}`, ...(isJson ? { 'content-type': 'application/json' } : {}) },
        body: isJson ? JSON.stringify(body) : body
      })
    );
    const text = new TextDecoder().decode(await readBounded(response.body, MAX_ANSWER));
    return readAnswer(response.status, text, response.headers.get('retry-after'));
  }
}

function refused(answer: Answer) {
  const { problem: failure, pausesKey } = refusal(answer);
  if (pausesKey && failure.code === 'key-refused') return engineProblem('key-refused', { detail: answer.message || undefined });
  return engineProblem('request-refused', { detail: answer.message || undefined });
}

/** The system's code of a failed fetch, or the error's name; never its message, which may quote inputs. */
export function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
