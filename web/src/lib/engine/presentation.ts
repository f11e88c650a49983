// How a model is shown to people: its name, which models a mode offers, and the controls that follow from its inputs.
import { effective, modelOf, models, type Model, type ModelInput } from 'shared/engine';
import { revision } from './revision.svelte.ts';

/** Inputs that never become a control: Preset fills them from the prompt, the references, or decides them itself. */
export const HIDDEN_INPUTS: ReadonlySet<string> = new Set([
  'prompt',
  'text',
  'image',
  'images',
  'last_image',
  'video',
  'mask_image',
  // The length of a series stands in its own place, beside what each frame shows.
  'max_images',
  'enable_sync_mode',
  'enable_base64_output'
]);

const LABELS: Record<string, string> = {
  resolution: 'Resolution',
  output_format: 'File format',
  prompt_optimization_mode: 'Prompt reading',
  background: 'Background',
  duration: 'Seconds',
  generate_audio: 'With sound',
  camera_fixed: 'Camera stands still',
  enable_web_search: 'Look things up on the web',
  negative_prompt: 'What to avoid'
};

/** Values whose plain form would read oddly; all others are shown with a capital. */
const VALUE_LABELS: Record<string, string> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' };

export type Scalar = string | number | boolean;

/** One control of a composer; `optional` means that leaving it out lets the provider follow the first reference. */
export type Control =
  | { readonly kind: 'size'; readonly name: string; readonly input: ModelInput; readonly optional: boolean }
  | { readonly kind: 'ratio'; readonly name: string; readonly values: readonly string[]; readonly optional: boolean }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly options: readonly ChoiceOption[];
      readonly optional: boolean;
    }
  | { readonly kind: 'switch'; readonly name: string; readonly label: string }
  | { readonly kind: 'number'; readonly name: string; readonly label: string; readonly min: number; readonly max: number };

export interface ChoiceOption {
  readonly value: Scalar;
  readonly label: string;
}

/** What people call a model, such as `Seedream 5.0 Lite edit`; the id itself for one that is not known. */
export function labelOf(id: string): string {
  return modelOf(id)?.name ?? id;
}

/** The name without what every model of the mode has in common, as lists of one mode show it. */
export function shortLabelOf(id: string): string {
  return labelOf(id).replace(/( edit)?( series)?$/, '');
}

/** Offered models of a kind, in the catalogue's order; where Preset knows no price, the provider is asked for one. */
export function offeredModels(kind: Model['kind']): Model[] {
  // Read so that what was derived from the models is derived afresh when others are known.
  void revision.count;
  return models.filter((model) => model.offered && model.kind === kind);
}

/** The longest side or the highest resolution a model gives, such as `up to 8,192 px` or `up to 2k`. */
export function reachOf(model: Model): string {
  const { size, resolution } = model.inputs.properties;
  const side = size?.['x-side-max'];
  if (side) return `up to ${side.toLocaleString('en-GB')} px`;
  const highest = resolution?.enum?.at(-1);
  return highest === undefined ? '' : `up to ${String(highest)}`;
}

/** The controls of a model in the order of its inputs; a recipe's prompt and references are not among them. */
export function controlsOf(model: Model): Control[] {
  return Object.entries(model.inputs.properties).flatMap(([name, input]) => {
    if (HIDDEN_INPUTS.has(name)) return [];
    const control = controlOf(model, name, input);
    return control ? [control] : [];
  });
}

function controlOf(model: Model, name: string, input: ModelInput): Control | undefined {
  const optional = input.default === undefined && !model.inputs.required.includes(name);
  const label = labelOfInput(name);
  if (input['x-format'] === 'W*H') return { kind: 'size', name, input, optional };
  if (name === 'aspect_ratio' && input.enum) return { kind: 'ratio', name, values: input.enum.map(String), optional };
  if (input.enum) return { kind: 'choice', name, label, options: input.enum.map((value) => optionOf(value)), optional };
  if (input.type === 'boolean') return { kind: 'switch', name, label };
  if (input.type === 'integer' && input.minimum !== undefined && input.maximum !== undefined) {
    return { kind: 'number', name, label, min: input.minimum, max: input.maximum };
  }
  return undefined;
}

function optionOf(value: Scalar): ChoiceOption {
  return { value, label: labelOfValue(value) };
}

/** What an input is called beside its control and in a recipe. */
export function labelOfInput(name: string): string {
  return LABELS[name] ?? capital(name.replaceAll('_', ' '));
}

/** What a value of an input is called. */
export function labelOfValue(value: Scalar): string {
  return VALUE_LABELS[String(value)] ?? capital(String(value));
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** What a control stands at: the value that was set, else the model's default, else undefined. */
export function valueOf(modelId: string, params: Record<string, Scalar>, name: string): Scalar | undefined {
  const model = modelOf(modelId);
  return model ? (effective(model, params, name) as Scalar | undefined) : undefined;
}
