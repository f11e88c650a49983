// A workspace's own WaveSpeed key as its owner sees it: whether there is one, never what it is.
import { Problem, type ProblemDocument } from 'shared/kernel';
import type { AccountLevelName, EngineKey } from 'shared/engine';
import { api, call, Unreachable } from '#lib/platform';

/** What the server told, why it did not, or nothing yet. */
export type KeyState =
  | { readonly is: 'loading' }
  | { readonly is: 'offline' }
  | { readonly is: 'problem'; readonly problem: ProblemDocument }
  | { readonly is: 'known'; readonly key: EngineKey };

export class WorkspaceKey {
  readonly workspaceId: string;
  #state = $state.raw<KeyState>({ is: 'loading' });
  #busy = $state(false);
  #problem = $state.raw<ProblemDocument | undefined>();

  constructor(workspaceId: string) {
    this.workspaceId = workspaceId;
  }

  get state(): KeyState {
    return this.#state;
  }

  /** Whether a change is on its way. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Why the last change was not made. */
  get problem(): ProblemDocument | undefined {
    return this.#problem;
  }

  /** Asks the server what there is. */
  async load(): Promise<void> {
    this.#state = { is: 'loading' };
    try {
      this.#state = { is: 'known', key: await call(api().engine.key.$get({ query: { workspaceId: this.workspaceId } })) };
    } catch (error) {
      this.#state = error instanceof Problem ? { is: 'problem', problem: error.document } : { is: 'offline' };
    }
  }

  /** Sets or replaces the key; answers whether the provider took it. */
  set(key: string, level: AccountLevelName): Promise<boolean> {
    return this.#change(() => call(api().engine.key.$put({ json: { workspaceId: this.workspaceId, key, level } })));
  }

  /** Takes the key away; answers whether that was done. */
  remove(anyway: boolean): Promise<boolean> {
    const query = { workspaceId: this.workspaceId, anyway: anyway ? ('true' as const) : ('false' as const) };
    return this.#change(() => call(api().engine.key.$delete({ query })));
  }

  /** Forgets why the last change was not made. */
  excuse(): void {
    this.#problem = undefined;
  }

  async #change(send: () => Promise<EngineKey>): Promise<boolean> {
    this.#busy = true;
    this.#problem = undefined;
    try {
      this.#state = { is: 'known', key: await send() };
      return true;
    } catch (error) {
      this.#problem = documentOf(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }
}

function documentOf(error: unknown): ProblemDocument {
  if (error instanceof Problem) return error.document;
  const title = error instanceof Unreachable ? 'The server cannot be reached.' : 'The key could not be changed.';
  return {
    type: 'about:blank',
    code: 'unreachable',
    status: 0,
    title,
    remedy: 'The key stays as it was. Try again when the server answers.'
  };
}
