// Asks for a name in a dialog: of a collection or a saved filter, new or renamed.
import { Problem } from 'shared/kernel';
import { toaster } from '#lib/ui';

interface Asked {
  readonly title: string;
  readonly label: string;
  /** What the button says. */
  readonly action: string;
  readonly value?: string;
}

class Naming {
  #asked = $state.raw<Asked>();
  #answer: ((name: string | undefined) => void) | undefined;

  get asked(): Asked | undefined {
    return this.#asked;
  }

  /** Resolves with a name of 1 to 80 characters, or with nothing when it was given up. */
  ask(asked: Asked): Promise<string | undefined> {
    this.#answer?.(undefined);
    this.#asked = asked;
    return new Promise((resolve) => (this.#answer = resolve));
  }

  answer(name: string | undefined): void {
    const said = name?.trim().slice(0, 80);
    this.#asked = undefined;
    this.#answer?.(said === '' ? undefined : said);
    this.#answer = undefined;
  }

  /** Says why something could not be named. */
  readonly failed = (error: unknown): void => {
    toaster.error(
      error instanceof Problem
        ? `${error.document.title} ${error.document.remedy}`
        : 'That could not be saved. Nothing was changed; try again.'
    );
  };
}

export const naming = new Naming();
