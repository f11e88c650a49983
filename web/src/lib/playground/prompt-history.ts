// The prompts of a workspace, newest first: what runs were asked with, and what stands in drafts on this device.
import type { Composition, Recipe } from 'shared/engine';
import type { RunMode } from 'shared/runs';

/** Most prompts that are shown. */
const MOST = 100;

export interface PastPrompt {
  /** The words as typed. */
  readonly prompt: string;
  readonly composition: Omit<Composition, 'prompt' | 'frames'>;
  readonly mode: RunMode | undefined;
  /** Epoch milliseconds; undefined for a draft, which was not asked for yet. */
  readonly at: number | undefined;
}

interface Source {
  readonly recipe: Pick<Recipe, 'prompt' | 'composition'>;
  readonly mode?: RunMode;
  readonly createdAt: number;
}

interface DraftWords {
  readonly mode: RunMode;
  readonly prompt: string;
  readonly composition: PastPrompt['composition'];
}

/** At most a hundred different prompts: drafts first, then runs from the newest; the same words in the same composition once. */
export function promptHistory(runs: readonly Source[], drafts: readonly DraftWords[], query = ''): readonly PastPrompt[] {
  const all = [
    ...drafts.map(({ mode, prompt, composition }): PastPrompt => ({ prompt: prompt.trim(), composition, mode, at: undefined })),
    ...runs.toSorted((one, other) => other.createdAt - one.createdAt).map(pastPrompt)
  ];
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const seen = new Set<string>();
  return all
    .filter((past) => {
      const key = JSON.stringify([past.prompt, Object.entries(past.composition).toSorted(([one], [other]) => one.localeCompare(other))]);
      if (past.prompt === '' || past.mode === 'prompt' || past.mode === 'tool' || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, MOST)
    .filter(({ prompt }) => words.every((word) => prompt.toLowerCase().includes(word)));
}

function pastPrompt({ recipe, mode, createdAt }: Source): PastPrompt {
  const { prompt = recipe.prompt, frames: _, ...composition } = recipe.composition ?? {};
  return { prompt: prompt.trim(), composition, mode, at: createdAt };
}
