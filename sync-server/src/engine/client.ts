// The client of the WaveSpeed contract (v3), used against the provider and the sandbox alike.
import { setTimeout as wait } from 'node:timers/promises';
import { engineFailure, engineProblem } from 'shared/engine';
import { problem, toMicros, type Micros } from 'shared/kernel';
import type { EngineKind } from 'shared/accounts';
import type { Engine, EngineLimits, Prediction, Submission } from './engine.ts';
import { readAnswer, readPrediction, refusal, succeeded, type Answer } from './envelope.ts';

/** What the client needs of fetch; the sandbox answers it in process. */
export type ClientFetch = (request: Request) => Response | Promise<Response>;

export interface ClientOptions {
  readonly kind: EngineKind;
  /** Origin without `/api/v3`; for the sandbox with the path it is mounted at. */
  readonly baseUrl: string;
  readonly key: string;
  readonly limits: EngineLimits;
  readonly fetch: ClientFetch;
  /** Files may lie on any host: addresses are checked, and the key is never sent. */
  readonly files: {
    get(url: string, maxBytes: number): Promise<Uint8Array>;
    /** Answers the HTTP status. */
    put(url: string, headers: Record<string, string>, bytes: Uint8Array): Promise<number>;
  };
}

/** Errors that prove that no byte of a request reached the provider. */
const NEVER_SENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
]);

const SUBMIT_TIMEOUT_MS = 120_000;
const READ_TIMEOUT_MS = 15_000;
const READ_TRIES = 3;
const HISTORY_PAGE = 100;
/** Enough for a thousand items in one window. */
const HISTORY_PAGES = 20;

/** Builds an engine out of the provider's HTTP contract. */
export function createClient(options: ClientOptions): Engine {
  const base = `${options.baseUrl.replace(/\/+$/, '')}/api/v3`;

  async function send(method: string, path: string, body: unknown, timeoutMs: number): Promise<Answer> {
    const response = await options.fetch(
      new Request(`${base}${path}`, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { authorization: `Bearer ${options.key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body)
      })
    );
    return readAnswer(response.status, await response.text());
  }

  /** Reading may be repeated, unlike submitting. */
  async function read(method: string, path: string, body?: unknown): Promise<unknown> {
    for (let tried = 1; ; tried += 1) {
      const answer = await send(method, path, body, READ_TIMEOUT_MS).catch((error: unknown) => ({
        status: 0,
        code: 0,
        message: codeOf(error),
        data: undefined
      }));
      if (succeeded(answer)) return answer.data;
      if (answer.status === 404) throw problem('not-found');
      const passing = answer.status === 0 || answer.status === 429 || answer.status >= 500;
      if (!passing || tried === READ_TRIES)
        throw engineProblem('provider-unavailable', { detail: `${answer.status || 'No answer'} ${answer.message}`.trim() });
      await wait(200 * 2 ** tried);
    }
  }

  return {
    kind: options.kind,
    limits: options.limits,
    download: (url, maxBytes) => options.files.get(url, maxBytes),

    async submit(model, inputs, { webhook } = {}): Promise<Submission> {
      const query = webhook ? `?webhook=${encodeURIComponent(webhook)}` : '';
      let answer: Answer;
      try {
        answer = await send('POST', `/${model}${query}`, inputs, SUBMIT_TIMEOUT_MS);
      } catch (error) {
        const code = codeOf(error);
        return NEVER_SENT.has(code)
          ? { outcome: 'refused', problem: engineFailure('unreachable'), retryAfter: 5_000 }
          : { outcome: 'unknown', error: code };
      }
      if (succeeded(answer)) {
        const prediction = readPrediction(answer.data);
        return prediction ? { outcome: 'accepted', prediction } : { outcome: 'unknown', error: 'an answer without a prediction' };
      }
      return provesRefusal(answer) ? { outcome: 'refused', ...refusal(answer) } : { outcome: 'unknown', error: `HTTP ${answer.status}` };
    },

    async result(predictionId): Promise<Prediction> {
      const prediction = readPrediction(await read('GET', `/predictions/${encodeURIComponent(predictionId)}/result`));
      if (!prediction) throw engineProblem('provider-unavailable', { detail: 'The answer holds no prediction.' });
      return prediction;
    },

    async history({ model, from, to }) {
      const found: Prediction[] = [];
      for (let page = 1; page <= HISTORY_PAGES; page += 1) {
        const data = await read('POST', '/predictions', {
          page,
          page_size: HISTORY_PAGE,
          model,
          created_after: new Date(from).toISOString(),
          created_before: new Date(to).toISOString()
        });
        const items = isRecord(data) && Array.isArray(data.items) ? data.items : [];
        found.push(...items.flatMap((item) => readPrediction(item) ?? []));
        if (items.length < HISTORY_PAGE) break;
      }
      return found;
    },

    async upload(bytes, type, fileName) {
      const ticket = await read('POST', '/media/uploads', { filename: fileName, size: bytes.length, content_type: type });
      const { download_url: address, upload } = isRecord(ticket) ? ticket : {};
      if (typeof address !== 'string' || !isRecord(upload) || typeof upload.url !== 'string') {
        throw engineProblem('provider-unavailable', { detail: 'The upload ticket cannot be read.' });
      }
      const headers = isRecord(upload.headers)
        ? Object.fromEntries(Object.entries(upload.headers).map(([name, value]) => [name, String(value)]))
        : {};
      const status = await options.files.put(upload.url, headers, bytes);
      // 412 answers `if-none-match: *` when the same bytes lie there already.
      if (status >= 300 && status !== 412) throw engineProblem('provider-unavailable', { detail: `The upload was answered ${status}.` });
      return address;
    },

    async balance(): Promise<Micros> {
      const data = await read('GET', '/balance');
      const balance = isRecord(data) ? data.balance : undefined;
      if (typeof balance !== 'number') throw engineProblem('provider-unavailable', { detail: 'The balance cannot be read.' });
      return toMicros(balance);
    }
  };
}

/** Only a 4xx, or a client's error code under HTTP 200, proves that nothing was started; a server error or redirect does not. */
function provesRefusal({ status, code }: Answer): boolean {
  const said = status >= 200 && status < 300 ? code : status;
  return (said >= 400 && said < 500) || (said >= 1_200 && said < 1_500);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The system's code of a failed fetch, or the error's name; never its message, which may quote inputs. */
function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}
