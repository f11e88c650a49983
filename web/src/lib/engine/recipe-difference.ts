// What changed between two recipes: rows, references, and the prompt word by word.
import { diffWordsWithSpace } from 'diff';
import type { Recipe, Reference } from 'shared/engine';
import { factsOf, type RecipeFact } from './recipe-facts.ts';

/** A piece of a prompt: what both have, what only the earlier has, what only the later has. Joined they give both prompts back. */
export interface PromptPiece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** A row that differs; undefined on the side that does not have it. */
export interface ChangedFact {
  readonly key: string;
  readonly label: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface ChangedReference {
  readonly hash: string;
  readonly before: Reference | undefined;
  readonly after: Reference | undefined;
}

export interface RecipeDifference {
  /** Empty where the prompts are equal. */
  readonly prompt: readonly PromptPiece[];
  readonly facts: readonly ChangedFact[];
  /** References that came, went, or stand for something else now. */
  readonly references: readonly ChangedReference[];
  /** Both ask for the same. */
  readonly same: boolean;
}

/** Rows whose values put words into the prompt that is sent. */
const EXPLAINS = /^(style$|cinematic:|variable:|preset$|model$)/;

/**
 * What changed from one recipe to the other. A parameter that was left out and one that was set to the model's default are the
 * same. Where both prompts were composed, the words that people typed are compared, since styles and camera words have rows of
 * their own; if those do not explain why different prompts were sent, the sent ones are compared.
 */
export function diffRecipes(before: Recipe, after: Recipe): RecipeDifference {
  const facts = changedFacts(factsOf(before), factsOf(after));
  const references = changedReferences(before.references, after.references);
  const sent = () => diffPrompts(before.prompt, after.prompt);
  const typed = before.composition && after.composition && diffPrompts(before.composition.prompt, after.composition.prompt);
  const explained = (typed?.length ?? 0) > 0 || facts.some(({ key }) => EXPLAINS.test(key));
  const prompt = typed && explained ? typed : sent();
  return { prompt, facts, references, same: prompt.length + facts.length + references.length === 0 };
}

/** Word by word; words that changed side by side read as one change. Empty where both are equal. */
export function diffPrompts(before: string, after: string): PromptPiece[] {
  if (before === after) return [];
  const pieces: PromptPiece[] = [];
  let [gone, added, space] = ['', '', ''];
  const flush = () => {
    if (gone) pieces.push({ kind: 'gone', text: gone });
    if (added) pieces.push({ kind: 'new', text: added });
    if (space) pieces.push({ kind: 'same', text: space });
    [gone, added, space] = ['', '', ''];
  };
  for (const { value, added: isNew, removed } of diffWordsWithSpace(before, after)) {
    if (isNew || removed) {
      // Space between two changes belongs to both sides of one.
      [gone, added, space] = [gone + space, added + space, ''];
      if (removed) gone += value;
      else added += value;
    } else if ((gone || added) && value.trim() === '') space += value;
    else {
      flush();
      pieces.push({ kind: 'same', text: value });
    }
  }
  flush();
  return pieces;
}

function changedFacts(before: readonly RecipeFact[], after: readonly RecipeFact[]): ChangedFact[] {
  const later = new Map(after.map((fact) => [fact.key, fact]));
  const earlier = new Map(before.map((fact) => [fact.key, fact]));
  const all = [...before, ...after.filter(({ key }) => !earlier.has(key))];
  return all.flatMap(({ key, label }) => {
    const [was, is] = [earlier.get(key)?.value, later.get(key)?.value];
    return was === is ? [] : [{ key, label, before: was, after: is }];
  });
}

function changedReferences(before: readonly Reference[], after: readonly Reference[]): ChangedReference[] {
  const hashes = new Set([...before, ...after].map(({ hash }) => hash));
  return [...hashes].flatMap((hash) => {
    const was = before.find((one) => one.hash === hash);
    const is = after.find((one) => one.hash === hash);
    return was && is && placeOf(was, before) === placeOf(is, after) ? [] : [{ hash, before: was, after: is }];
  });
}

/** References without a role are spoken of by their number, so their order counts. */
function placeOf(reference: Reference, all: readonly Reference[]): string | number {
  return reference.role ?? all.indexOf(reference);
}
