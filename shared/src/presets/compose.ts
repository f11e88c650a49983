// How a prompt is put together from what was typed, the cinematic choices and a style; the same on the page and in tests of the server.
import { MAX_PROMPT, type Composition, type RecipeFault } from '../engine/index.ts';
import { chosenCinematic, type PromptKind } from './cinematic.ts';
import { styleOf } from './styles.ts';
import { filled, openVariables } from './variables.ts';

export interface Composed {
  /** What is sent. */
  readonly prompt: string;
  /** What keeps it from being sent, in the words of a recipe's faults; empty when nothing does. */
  readonly faults: readonly RecipeFault[];
}

const ENDED = /[.!?…。！？]["'”’»)\]]*$/u;
const HANGING = /[\s,;:،、，；：–—-]+$/u;

/**
 * The prompt of a composition: the typed text with its variables filled, then the cinematic phrases as one sentence, then the style's wording
 * for this kind. Text alone is passed on as it is, only trimmed. Choices that no longer exist add nothing.
 */
export function composePrompt(composition: Composition, { kind }: { kind: PromptKind }): Composed {
  const typed = filled(composition.prompt, composition.variables).trim();
  const phrases = chosenCinematic(composition.cinematic, kind).map(({ value }) => value.phrase);
  const style = composition.style === undefined ? undefined : styleOf(composition.style);
  const wording = style && (kind === 'edit' ? style.edit : style.generate);
  const prompt = [typed, phrases.length > 0 ? sentence(phrases.join(', ')) : '', wording ?? ''].reduce(joined);
  return { prompt, faults: faultsOf(composition, prompt) };
}

function faultsOf(composition: Composition, prompt: string): RecipeFault[] {
  const open = openVariables(composition.prompt, composition.variables).map((name) => ({
    path: `composition.variables.${name}`,
    message: `Say what {${name}} stands for.`
  }));
  if (prompt.length <= MAX_PROMPT) return open;
  const over = (prompt.length - MAX_PROMPT).toLocaleString('en-GB');
  const limit = MAX_PROMPT.toLocaleString('en-GB');
  const extras = prompt.length > composition.prompt.trim().length ? ', or remove a style or a camera choice' : '';
  return [
    ...open,
    { path: 'prompt', message: `The prompt is ${over} characters over the ${limit} that can be sent. Shorten it${extras}.` }
  ];
}

/** Two parts with exactly one mark between them. */
function joined(before: string, after: string): string {
  if (after === '') return before;
  if (ENDED.test(before)) return `${before} ${after}`;
  const clean = before.replace(HANGING, '');
  if (clean === '') return after;
  return ENDED.test(clean) ? `${clean} ${after}` : `${clean}. ${after}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
