// What a person composes before asking for it, and every change to it, without side effects.
import {
  formatSize,
  modelOf,
  parseSize,
  sizeProblem,
  type Composition,
  type Reference,
  type ReferenceRole,
  type Size
} from 'shared/engine';
import { MAX_ITEMS } from 'shared/runs';
import { controlsOf, nearestRatio, RATIOS, shapeOf, sizeFor, type Control, type Scalar } from '#lib/engine';
import { kindOf, MAX_SERIES, referenceRoom, rulesOf, siblingOf, type Mode } from './mode-rules.ts';
import { isStitchRole, nextRole, type StitchRole } from './wording.ts';

/** A reference with its pixels, which the recipe does not need and waiting tiles do. */
export type DraftReference = Reference & Size;

/** One picture of a batch, with an instruction of its own where it has one. */
export type DraftSource = DraftReference & { readonly prompt?: string };

export interface Draft {
  readonly v: 2;
  readonly mode: Mode;
  readonly model: string;
  /** The words as typed. */
  readonly prompt: string;
  /** What else the prompt is composed of: cinematic values, a style, variables. */
  readonly composition: Omit<Composition, 'prompt' | 'frames'>;
  readonly params: Readonly<Record<string, Scalar>>;
  /** In Edit, Style variations and Video the first one is the source; in Stitch each has a role. */
  readonly references: readonly DraftReference[];
  /** How many items ask for the same, 1 to 1,000; Batch edit and Style variations count their pictures and styles instead. */
  readonly count: number;
  /** Sequence: one entry a frame, empty where nothing is said of it. */
  readonly frames: readonly string[];
  /** Batch edit: the pictures, each once. */
  readonly sources: readonly DraftSource[];
  /** Style variations: ids of the chosen styles, in the order of the list. */
  readonly styles: readonly string[];
}

const blank = (mode: Mode, model: string): Draft => ({
  v: 2,
  mode,
  model,
  prompt: '',
  composition: {},
  params: {},
  references: [],
  count: 1,
  frames: [],
  sources: [],
  styles: []
});

/** What a mode shows at the first visit: in Generate a prompt that works as it stands. */
export function firstDraft(mode: Mode): Draft {
  switch (mode) {
    case 'generate':
      return {
        ...blank(mode, 'bytedance/seedream-v4'),
        prompt:
          'Terracotta carafe on a limestone plinth, low winter sun through a window, long shadows, linen backdrop, quiet, nothing else in frame',
        params: { size: '2048*2560' },
        count: 4
      };
    case 'sequence':
      return {
        ...blank(mode, 'bytedance/seedream-v4/sequential'),
        prompt: 'A quiet walk from the sea to the table, early morning',
        params: { size: '2048*2560' },
        frames: ['', '', '', '']
      };
    case 'video':
      return blank(mode, 'bytedance/seedance-v1.5-pro/image-to-video');
    default:
      return blank(mode, 'bytedance/seedream-v4/edit');
  }
}

/** Whether nobody has written words into the draft yet. */
const isUntouched = (draft: Draft): boolean => draft.prompt === '' || draft.prompt === firstDraft(draft.mode).prompt;

export const withPrompt = (draft: Draft, prompt: string): Draft => ({ ...draft, prompt });

export const withCount = (draft: Draft, count: number): Draft => ({ ...draft, count: within(count, 1, MAX_ITEMS) });

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, Math.round(value) || least));

/** Sets a parameter; `undefined` leaves it to the model. */
export function withParam(draft: Draft, name: string, value: Scalar | undefined): Draft {
  const { [name]: _, ...rest } = draft.params;
  return { ...draft, params: value === undefined ? rest : { ...rest, [name]: value } };
}

/** Another model, with as much of the settings as it understands: the shape is kept as nearly as it allows. */
export function withModel(draft: Draft, id: string): Draft {
  const model = modelOf(id);
  if (!model) return draft;
  const shaped = draft.params.size !== undefined || draft.params.aspect_ratio !== undefined;
  const shape = shaped ? shapeOf(draft) : undefined;
  const params: Record<string, Scalar> = {};
  for (const control of controlsOf(model)) {
    const value = carried(control, draft.params[control.name], shape);
    if (value !== undefined) params[control.name] = value;
  }
  return { ...draft, model: id, params };
}

function carried(control: Control, old: Scalar | undefined, shape: Size | undefined): Scalar | undefined {
  switch (control.kind) {
    case 'size': {
      const size = parseSize(old);
      if (size && sizeProblem(size, control.input) === undefined) return old;
      const ratio = shape && nearestRatio(shape, RATIOS);
      const found = ratio && sizeFor(control.input, ratio);
      return found ? formatSize(found) : undefined;
    }
    case 'ratio':
      return control.values.some((value) => value === old) ? old : shape && nearestRatio(shape, control.values);
    case 'choice':
      return control.options.some(({ value }) => value === old) ? old : undefined;
    case 'switch':
      return typeof old === 'boolean' ? old : undefined;
    case 'number':
      return typeof old === 'number' && old >= control.min && old <= control.max ? old : undefined;
  }
}

/** How many references the draft takes. */
export function limitsOf(draft: Draft): { min: number; max: number } {
  return referenceRoom(draft.mode, draft.model, draft.frames.length);
}

/** The model changes with the references where a mode has one model for each: a series from words, or from pictures. */
function settled(draft: Draft): Draft {
  const id = siblingOf(draft.model, kindOf(draft.mode, draft.references.length));
  return id === draft.model ? draft : withModel(draft, id);
}

/** Adds references up to the limit; each picture once. In Stitch each gets the next free role. */
export function withReferences(draft: Draft, added: readonly DraftReference[]): Draft {
  const all = [...draft.references];
  for (const one of added) {
    if (all.some(({ hash }) => hash === one.hash)) continue;
    all.push(draft.mode === 'stitch' && !isStitchRole(one.role) ? { ...one, role: nextRole(all.map(({ role }) => role)) } : one);
  }
  return settled({ ...draft, references: all.slice(0, limitsOf(draft).max) });
}

export function withoutReference(draft: Draft, hash: string): Draft {
  return settled({ ...draft, references: draft.references.filter((one) => one.hash !== hash) });
}

/** Puts a picture first, in place of the present source; the other references stay. */
export function withSource(draft: Draft, source: DraftReference): Draft {
  const present = sourceOf(draft);
  const others = draft.references.filter((one) => one !== present && one.hash !== source.hash);
  const { role: _, ...first } = source;
  return { ...draft, references: [first, ...others].slice(0, Math.max(1, limitsOf(draft).max)) };
}

/** The picture that is changed or moved, else undefined. */
export function sourceOf(draft: Draft): DraftReference | undefined {
  const [first] = draft.references;
  return rulesOf(draft.mode).hasSource && first?.role !== 'last-frame' ? first : undefined;
}

/** Video: the picture that the clip ends with. */
export function lastFrameOf(draft: Draft): DraftReference | undefined {
  return draft.references.find(({ role }) => role === 'last-frame');
}

/** Sets, or with `undefined` takes away, the picture that the clip ends with. */
export function withLastFrame(draft: Draft, frame: DraftReference | undefined): Draft {
  const others = draft.references.filter(({ role }) => role !== 'last-frame');
  return { ...draft, references: frame ? [...others, { ...frame, role: 'last-frame' }] : others };
}

/** Stitch: says what a reference is there for. */
export function withRole(draft: Draft, hash: string, role: StitchRole): Draft {
  return { ...draft, references: draft.references.map((one) => (one.hash === hash ? { ...one, role } : one)) };
}

/** Moves a reference to another place among them, which is its figure's number. */
export function withMoved(draft: Draft, from: number, to: number): Draft {
  const references = [...draft.references];
  const [moved] = references.splice(from, 1);
  if (!moved) return draft;
  references.splice(within(to, 0, references.length), 0, moved);
  return { ...draft, references };
}

/** Sequence: how many frames there may be beside the references. */
export const mostFrames = (draft: Draft): number => Math.max(1, MAX_SERIES - draft.references.length);

/** Sequence: as many frames, 1 to what is left beside the references; what was said of those that stay is kept. */
export function withLength(draft: Draft, length: number): Draft {
  const count = within(length, 1, mostFrames(draft));
  return { ...draft, frames: Array.from({ length: count }, (_, index) => draft.frames[index] ?? '') };
}

/** Sequence: what one frame shows. */
export function withFrame(draft: Draft, index: number, text: string): Draft {
  return { ...draft, frames: draft.frames.map((old, at) => (at === index ? text : old)) };
}

/** Batch edit: adds pictures up to what a run takes; each once. */
export function withSources(draft: Draft, added: readonly DraftReference[]): Draft {
  const known = new Set(draft.sources.map(({ hash }) => hash));
  const fresh = added.filter(({ hash }) => !known.has(hash) && known.add(hash));
  return { ...draft, sources: [...draft.sources, ...fresh].slice(0, MAX_ITEMS) };
}

export function withoutSource(draft: Draft, hash: string): Draft {
  return { ...draft, sources: draft.sources.filter((one) => one.hash !== hash) };
}

/** Batch edit: an instruction for one picture alone; empty goes back to the one for all. */
export function withSourcePrompt(draft: Draft, hash: string, prompt: string): Draft {
  const change = ({ prompt: _, ...source }: DraftSource): DraftSource => (prompt === '' ? source : { ...source, prompt });
  return { ...draft, sources: draft.sources.map((one) => (one.hash === hash ? change(one) : one)) };
}

export const withStyles = (draft: Draft, styles: readonly string[]): Draft => ({ ...draft, styles });

/**
 * A draft with what another one has and it has not: words where they mean the same, pictures where there is room. What the person
 * composed in this mode before always stays.
 */
export function carriedInto(draft: Draft, from: Draft): Draft {
  let next = draft;
  const alike = rulesOf(draft.mode).words === rulesOf(from.mode).words;
  if (alike && isUntouched(draft) && !isUntouched(from)) next = { ...next, prompt: from.prompt, composition: from.composition };
  const pictures = (rulesOf(from.mode).manySources ? from.sources : from.references).map(plain).filter(({ role }) => role !== 'last-frame');
  if (rulesOf(draft.mode).manySources) return draft.sources.length === 0 ? withSources(next, pictures) : next;
  if (draft.references.length > 0 || limitsOf(next).max === 0) return next;
  return withReferences(next, rulesOf(draft.mode).hasSource && draft.mode !== 'edit' ? pictures.slice(0, 1) : pictures);
}

/** A picture without what only its own mode gave it. */
function plain({ prompt: _, role, ...reference }: DraftSource & { role?: ReferenceRole }): DraftReference {
  return role === 'last-frame' || isStitchRole(role) ? { ...reference, role } : reference;
}

/** What the prompt is composed of besides its words; a part that is `undefined` is taken away. */
export function withComposition(draft: Draft, parts: Partial<Draft['composition']>): Draft {
  const composition = Object.fromEntries(
    Object.entries({ ...draft.composition, ...parts }).filter(([, part]) => part !== undefined && Object.keys(part).length > 0)
  );
  return { ...draft, composition };
}
