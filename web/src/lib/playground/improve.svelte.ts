// The prompt optimiser: asks the server for a better wording, as a run of its own, and offers the answer without touching the draft.
import { modelOf, priceOf, type Recipe } from 'shared/engine';
import { newId, Problem, type Micros } from 'shared/kernel';
import { isFinal, type Run } from 'shared/runs';
import { account } from '#lib/accounts';
import { onHint, Unreachable } from '#lib/platform';
import { fetchRun, postRun } from '#lib/runs';
import type { Mode } from './mode-rules.ts';

const MODEL = 'wavespeed-ai/prompt-optimizer';
/** After this long without a hint the server is asked: a hint may be lost, the answer is not. */
const PATIENCE_MS = 2_000;

/** Micro-dollars of one improvement; null where nobody has a price. */
export const improvePrice = (): Micros | null => priceOf({ model: MODEL, params: {} });

export interface Suggestion {
  readonly mode: Mode;
  /** The words that were improved. */
  readonly of: string;
  readonly text: string;
}

class Improver {
  #busy = $state.raw(false);
  #suggestion = $state.raw<Suggestion | undefined>();
  #problem = $state.raw<string | undefined>();
  /** Counts requests, so that the answer to one that was given up is left alone. */
  #turn = 0;

  /** Whether an answer is awaited. */
  get busy(): boolean {
    return this.#busy;
  }

  /** What is offered; it stays until it is used or dismissed. */
  get suggestion(): Suggestion | undefined {
    return this.#suggestion;
  }

  /** Why there is none. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Asks for a better wording of a mode's words. */
  async ask(mode: Mode, words: string): Promise<void> {
    const turn = ++this.#turn;
    this.#suggestion = undefined;
    this.#problem = undefined;
    this.#busy = true;
    try {
      const text = await answerTo(mode, words);
      if (turn === this.#turn) this.#suggestion = { mode, of: words, text };
    } catch (error) {
      if (turn === this.#turn) this.#problem = sentenceOf(error);
    } finally {
      if (turn === this.#turn) this.#busy = false;
    }
  }

  /** Takes away what is offered, or gives up waiting; what was asked for is still paid. */
  dismiss(): void {
    this.#turn += 1;
    this.#busy = false;
    this.#suggestion = undefined;
    this.#problem = undefined;
  }
}

export const improver = new Improver();

class Refused extends Error {}

async function answerTo(mode: Mode, prompt: string): Promise<string> {
  const params: Recipe['params'] = modelOf(MODEL)?.inputs.properties.mode ? { mode: mode === 'video' ? 'video' : 'image' } : {};
  const recipe: Recipe = { v: 1, model: MODEL, prompt, params, references: [] };
  const run = await ended(await postRun({ id: newId(), workspaceId: account.workspace.id, recipe, count: 1, mode: 'prompt' }));
  const [item] = run.items;
  const text = item?.text?.trim();
  if (text) return text;
  throw new Refused(
    item?.problem ? `${item.problem.title} ${item.problem.remedy}` : 'The optimiser answered nothing. Your words are as they were.'
  );
}

async function ended(run: Run): Promise<Run> {
  let now = run;
  while (!now.items.every(({ state }) => isFinal(state))) {
    await changed(now.id);
    now = await fetchRun(now.id);
  }
  return now;
}

/** Resolves when the server hints at a change of the run, or after a while. */
function changed(id: string): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = onHint((hint) => hint.kind === 'run' && (hint.id === id || hint.id === '*') && done());
    const timer = setTimeout(done, PATIENCE_MS);
  });
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  if (error instanceof Problem) return `${error.message} ${error.document.remedy}`;
  if (error instanceof Unreachable) return 'The server cannot be reached. Your words are as they were; try again when you are connected.';
  throw error;
}
