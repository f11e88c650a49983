// A recipe in rows that people read: everything that decides how an asset comes out, also what the model fills in by itself.
import { modelOf, parseSize, type Recipe, type Reference } from 'shared/engine';
import { HIDDEN_INPUTS, labelOf, labelOfInput, labelOfValue, type Scalar } from './presentation.ts';
import { ratioOf } from './sizes.ts';

/** One row; `key` is the same for the same thing in every recipe, so that two recipes can be laid beside each other. */
export interface RecipeFact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** Nobody chose it: the model's own default counts. */
  readonly byDefault?: boolean;
}

const ROLES: Record<NonNullable<Reference['role']>, string> = {
  source: 'Source',
  character: 'Character',
  place: 'Place',
  style: 'Style',
  object: 'Object',
  mask: 'Mask',
  'last-frame': 'Last frame'
};

/** What a reference is there for; by its place among the references where it has no role. */
export function roleLabel({ role }: Pick<Reference, 'role'>, index: number): string {
  return role ? ROLES[role] : `Reference ${index + 1}`;
}

/** All rows of a recipe but its prompt and its references, in a fixed order. */
export function factsOf(recipe: Recipe): RecipeFact[] {
  const { model, preset, composition, variation } = recipe;
  return [
    { key: 'model', label: 'Model', value: labelOf(model) },
    ...paramFacts(recipe),
    ...(preset ? [{ key: 'preset', label: 'Preset', value: `${preset.id.slice(0, 8)} v${preset.version}` }] : []),
    ...(composition?.style ? [{ key: 'style', label: 'Style', value: plain(composition.style) }] : []),
    ...named('cinematic', composition?.cinematic, plain),
    ...named('variable', composition?.variables, (value) => value),
    ...(variation === undefined ? [] : [{ key: 'variation', label: 'Variation', value: String(variation) }])
  ];
}

function paramFacts({ model: id, params }: Recipe): RecipeFact[] {
  const inputs = modelOf(id)?.inputs.properties ?? {};
  const names = new Set([...Object.keys(inputs).filter((name) => !HIDDEN_INPUTS.has(name)), ...Object.keys(params)]);
  return [...names].flatMap((name): RecipeFact[] => {
    const given = params[name];
    const value = given ?? inputs[name]?.default;
    if (value === undefined) return [];
    const fact = { key: `param:${name}`, label: labelOfInput(name), value: name === 'negative_prompt' ? String(value) : valueText(value) };
    return [given === undefined ? { ...fact, byDefault: true } : fact];
  });
}

function valueText(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  const size = parseSize(value);
  if (!size) return labelOfValue(value);
  const ratio = ratioOf(size);
  return `${size.width} × ${size.height}${ratio ? `, ${ratio}` : ''}`;
}

function named(kind: string, values: Readonly<Record<string, string>> | undefined, text: (value: string) => string): RecipeFact[] {
  return Object.entries(values ?? {})
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({ key: `${kind}:${name}`, label: kind === 'variable' ? `{${name}}` : plain(name), value: text(value) }));
}

/** `low-winter-sun` as people read it. */
function plain(id: string): string {
  const words = id.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
