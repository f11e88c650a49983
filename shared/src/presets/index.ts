// Door of presets: the built-in styles and cinematic vocabularies, and how a prompt is composed with them.
export { chosenCinematic, cinematic, vocabulariesFor, type PromptKind } from './cinematic.ts';
export type { CinematicValue, Vocabulary } from './cinematic/vocabulary.ts';
export { composePrompt, type Composed } from './compose.ts';
export { styleGroups, type Style, type StyleGroup } from './style.ts';
export { styleOf, styles } from './styles.ts';
export { filled, openVariables, variablesIn } from './variables.ts';
