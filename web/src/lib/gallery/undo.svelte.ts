// What was done to assets last and can be taken back: by the toast's button or by Ctrl Z, the newest first.
import type { Undo } from './actions.ts';

/** Steps that are remembered. */
const MOST = 30;

class UndoSteps {
  #steps = $state.raw<readonly Undo[]>([]);

  get any(): boolean {
    return this.#steps.length > 0;
  }

  /** Remembers how something is taken back; the answer takes it back once, whoever calls first. */
  remember(undo: Undo): Undo {
    const step: Undo = async () => {
      if (!this.#steps.includes(step)) return;
      this.#steps = this.#steps.filter((one) => one !== step);
      await undo();
    };
    this.#steps = [...this.#steps, step].slice(-MOST);
    return step;
  }

  /** Takes the newest step back. */
  async undo(): Promise<void> {
    await this.#steps.at(-1)?.();
  }
}

export const undoSteps = new UndoSteps();
