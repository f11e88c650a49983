// What an edit type is: a named change of a picture, done by a model made for it or by words to an editing model.
import type { ModelKind } from '../engine/index.ts';

export const editGroups = [
  { id: 'improve', name: 'Improve' },
  { id: 'parts', name: 'Add and remove' },
  { id: 'look', name: 'Look' },
  { id: 'frame', name: 'Frame' },
  { id: 'people', name: 'People' }
] as const;
export type EditGroup = (typeof editGroups)[number]['id'];

/** What must be there besides the picture: white brush strokes over a part of it, or a second picture. */
export type EditNeed = 'none' | 'mask' | 'second-reference';

export interface EditVariable {
  /** As it stands in braces in the template. */
  readonly name: string;
  /** What is asked, above the field. */
  readonly label: string;
  /** What stands in the field at first: the template works with it. */
  readonly value: string;
}

export interface EditType {
  /** Kebab-case, never changed. */
  readonly id: string;
  readonly name: string;
  readonly group: EditGroup;
  /** One sentence on what it does and what it leaves alone. */
  readonly hint: string;
  readonly needs: EditNeed;
  readonly way:
    | {
        readonly by: 'model';
        readonly kind: ModelKind;
        /** The model that is asked where the catalogue has it; else the first of the kind that takes what is needed. */
        readonly preferred: string;
      }
    | {
        readonly by: 'words';
        /** Figure 1 is the picture, Figure 2 the second reference. */
        readonly template: string;
        readonly variables: readonly EditVariable[];
      };
}
