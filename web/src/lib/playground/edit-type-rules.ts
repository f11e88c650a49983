// What choosing an edit type does to the draft of Edit. Without side effects.
import { modelOf, type Model } from 'shared/engine';
import { filled } from 'shared/presets';
import { modelForEdit, type EditType } from 'shared/playground';
import { withModel, withPrompt, type Draft } from './draft.ts';

/** The words of an edit type as they work without another word typed. */
export function wordsOf({ way }: EditType): string {
  return way.by === 'words' ? filled(way.template, Object.fromEntries(way.variables.map(({ name, value }) => [name, value]))) : '';
}

/**
 * The draft with an edit type's words and a model that can do it: the chosen model is kept where it can. Types with a model of their own change
 * nothing here, since they are tools.
 */
export function withEditType(draft: Draft, type: EditType, catalogue: readonly Model[]): Draft {
  if (type.way.by !== 'words') return draft;
  const own = modelOf(draft.model);
  const able = (own && modelForEdit(type, [own])) ?? modelForEdit(type, catalogue);
  const worded = withPrompt(draft, wordsOf(type));
  return able && able.id !== draft.model ? withModel(worded, able.id) : worded;
}

/** What is still missing before an edit type can work, as a sentence. */
export function missingFor(type: EditType, references: number): string | undefined {
  return type.needs === 'second-reference' && references < 2 ? 'Add the second picture: Figure 2.' : undefined;
}
