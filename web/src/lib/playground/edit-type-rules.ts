// What choosing an edit type does to the draft of Edit. Without side effects.
import { modelOf, type Model } from 'shared/engine';
import { modelForEdit, type EditType } from 'shared/playground';
import { withComposition, withModel, withPrompt, type Draft } from './draft.ts';

/** What the prompt becomes: the words of an edit type with its variables, each of which has a field of its own; empty for tools. */
export function templateOf({ way }: EditType): string {
  return way.by === 'words' ? way.template : '';
}

/**
 * The draft with an edit type's words and a model that can do it: the chosen model is kept where it can. Types with a model of their own change
 * nothing here, since they are tools.
 */
export function withEditType(draft: Draft, type: EditType, catalogue: readonly Model[]): Draft {
  if (type.way.by !== 'words') return draft;
  const own = modelOf(draft.model);
  const able = (own && modelForEdit(type, [own])) ?? modelForEdit(type, catalogue);
  const variables = Object.fromEntries(type.way.variables.map(({ name, value }) => [name, value]));
  const worded = withComposition(withPrompt(draft, templateOf(type)), { variables: { ...draft.composition.variables, ...variables } });
  return able && able.id !== draft.model ? withModel(worded, able.id) : worded;
}

/** What is still missing before an edit type can work, as a sentence. */
export function missingFor(type: EditType, references: number): string | undefined {
  return type.needs === 'second-reference' && references < 2 ? 'Add the second picture: Figure 2.' : undefined;
}
