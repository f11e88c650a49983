// Door of playground: the named edits and what they need.
export { editGroups, type EditGroup, type EditNeed, type EditType, type EditVariable } from './edit-type.ts';
export { editTypeOf, editTypes, modelForEdit, offeredEditTypes } from './edit-types.ts';
