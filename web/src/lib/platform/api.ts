// The one way to the server's API: typed calls, problems as thrown Problems, and silence as Unreachable.
import { hc, type ClientResponse } from 'hono/client';
import { Problem, PROBLEM_TYPE, problemSchema } from 'shared/kernel';
import type { Api } from 'sync-server';
import { network } from './network.svelte.ts';
import { deviceProblem } from './problems.ts';

/** Nobody answered: offline, or the server is down. Whether it received the request is not known. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
  }
}

let renew: (() => Promise<boolean>) | undefined;

/** Names who mends a lost session: called on a 401, answers whether the request is worth repeating. */
export function onSignedOut(mend: () => Promise<boolean>): void {
  renew = mend;
}

/**
 * `fetch` to our own server with its cookies. Tells `network` what it found, and repeats a request once after a lost session
 * was renewed. Throws Unreachable; an answer of any status is an answer.
 */
export async function request(input: RequestInfo | URL, init?: RequestInit, mend = true): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(input, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    network.failed();
    throw new Unreachable(error);
  }
  // A gateway that finds no server behind it answers in its stead, and so does a server that is still starting.
  if ([502, 503, 504].includes(response.status) && response.headers.get('content-type') !== PROBLEM_TYPE) {
    network.failed();
    throw new Unreachable(new Error(`Answered ${response.status}.`));
  }
  network.answered();
  if (response.status === 401 && mend && renew && (await renew())) return request(input, init, false);
  return response;
}

const client = (base: string) => hc<Api>(base, { fetch: request }).api;
let made: ReturnType<typeof client> | undefined;

/** The typed client; its paths begin below `/api`: `api().runs.$post({ json })`. */
export function api(): ReturnType<typeof client> {
  return (made ??= client(typeof location === 'undefined' ? 'http://localhost/' : `${location.origin}/`));
}

type AnyResponse = ClientResponse<unknown, number, 'json'>;
type AnswerOf<R> = R extends ClientResponse<infer T, infer S, 'json'> ? (S extends 200 ? T : never) : never;

/** The JSON answer of a call. Throws the Problem that the server states, or Unreachable when nobody answered. */
export async function call<R extends AnyResponse>(sent: Promise<R>): Promise<AnswerOf<R>> {
  const response = await sent;
  if (!response.ok) throw await problemOf(response);
  try {
    return (await response.json()) as AnswerOf<R>;
  } catch {
    throw deviceProblem('unreadable-answer');
  }
}

/** The problem that a failed answer states; a stand-in with its status where it states none, as a proxy's error page does. */
export async function problemOf(response: Pick<Response, 'status' | 'json'>): Promise<Problem> {
  const stated = problemSchema.safeParse(await response.json().catch(() => undefined));
  if (!stated.success) {
    const { code, title, remedy } = deviceProblem('unreadable-answer').document;
    return new Problem(code, { status: response.status, title, remedy }, { detail: `The server answered with status ${response.status}.` });
  }
  const { code, status, title, remedy, detail, fields, retryAfter } = stated.data;
  return new Problem(code, { status, title, remedy }, { detail, fields, retryAfter });
}
