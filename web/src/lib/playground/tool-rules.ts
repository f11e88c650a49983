// The tools that work on one finished picture by a model of their own: which there are, what each asks, and the recipe it stands for.
import { models, priceOf, type Model, type Recipe, type Reference } from 'shared/engine';
import type { Micros } from 'shared/kernel';
import { editTypeOf, modelForEdit, type EditType } from 'shared/playground';
import { controlsOf, type Scalar } from '#lib/engine';

export const toolIds = ['upscale', 'background-removal', 'object-removal', 'outpaint'] as const;
export type ToolId = (typeof toolIds)[number];

export const isToolId = (id: string): id is ToolId => toolIds.some((one) => one === id);

/** The picture that a tool works on: an asset, or a reference that is not in the gallery. */
export interface ToolSource {
  readonly hash: string;
  readonly assetId?: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Address of a small picture of it. */
  readonly thumb: string;
  /** What people know it by. */
  readonly name?: string | undefined;
}

export interface Tool {
  readonly id: ToolId;
  readonly type: EditType;
  readonly model: Model;
}

/** The tool of an id, with the model that does it; undefined where the catalogue has none. */
export function toolOf(id: ToolId, catalogue: readonly Model[] = models): Tool | undefined {
  const type = editTypeOf(id);
  const model = type && modelForEdit(type, catalogue);
  return type && model && { id, type, model };
}

/** The recipe for a picture through a tool. PNG is asked for where a model can be asked: nothing is lost on the way to the next edit. */
export function toolRecipe(
  { model }: Tool,
  source: Pick<ToolSource, 'hash' | 'assetId'>,
  params: Readonly<Record<string, Scalar>> = {},
  mask?: Reference
): Recipe {
  const png: Record<string, Scalar> = model.inputs.properties.output_format?.enum?.includes('png') ? { output_format: 'png' } : {};
  const { hash, assetId } = source;
  return {
    v: 1,
    model: model.id,
    prompt: '',
    params: { ...png, ...params },
    references: [{ hash, role: 'source', ...(assetId ? { assetId } : {}) }, ...(mask ? [{ hash: mask.hash, role: 'mask' as const }] : [])]
  };
}

/** Micro-dollars of one picture through a tool; null where only the provider can say. */
export function toolPrice({ model }: Tool, params: Readonly<Record<string, Scalar>> = {}): Micros | null {
  return priceOf({ model: model.id, params: { ...params } });
}

/** Whether a tool needs nothing said: it can run at one press. */
export function isPlain(tool: Tool): boolean {
  return tool.type.needs === 'none' && toolPrice(tool) !== null && choicesOf(tool).length === 0;
}

/** What can be chosen for a tool besides the file's format. */
export function choicesOf({ model }: Tool) {
  return controlsOf(model).filter(({ name }) => name !== 'output_format');
}
