// Recipes of programs that write a few fields of JSON: InvokeAI, Fooocus, NovelAI, Midjourney.
import { isObject, modelName, objectOf, whole, words, type ForeignRecipe, type Texts } from './foreign.ts';

/** InvokeAI 3 and later, and the form it wrote before. */
export function readInvoke(texts: Texts): ForeignRecipe | undefined {
  const now = objectOf(texts.get('invokeai_metadata'));
  if (now) {
    const model = now.model;
    return {
      tool: 'InvokeAI',
      prompt: words(now.positive_prompt),
      negative: words(now.negative_prompt),
      seed: whole(now.seed),
      width: whole(now.width),
      height: whole(now.height),
      model: modelName(isObject(model) ? (model.name ?? model.model_name) : model),
      settings: texts.get('invokeai_metadata')
    };
  }
  const before = objectOf(texts.get('sd-metadata'));
  const image = before?.image;
  if (!before || !isObject(image)) return undefined;
  const parts = Array.isArray(image.prompt) ? (image.prompt as unknown[]) : [];
  const prompt = words(image.prompt) ?? parts.flatMap((part) => (isObject(part) ? (words(part.prompt) ?? []) : [])).join(', ');
  // Its negative words stood in brackets among the others.
  const negative = [...prompt.matchAll(/\[([^\]]*)\]/g)].map(([, inside = '']) => inside.trim()).join(', ');
  return {
    tool: 'InvokeAI',
    prompt: words(prompt.replace(/\[[^\]]*\]/g, '')),
    negative: words(negative),
    seed: whole(image.seed),
    width: whole(image.width),
    height: whole(image.height),
    model: modelName(before.model_weights),
    settings: texts.get('sd-metadata')
  };
}

/** Fooocus in its own scheme; in the other it writes like AUTOMATIC1111. */
export function readFooocus(text: string | undefined): ForeignRecipe | undefined {
  const value = objectOf(text);
  if (!value || (value.base_model === undefined && value.performance === undefined) || value.prompt === undefined) return undefined;
  const [width, height] = (words(value.resolution) ?? '').match(/\d{1,6}/g)?.map(Number) ?? [];
  return {
    tool: 'Fooocus',
    prompt: words(value.prompt),
    negative: words(value.negative_prompt),
    seed: whole(value.seed),
    width,
    height,
    model: modelName(value.base_model),
    settings: text
  };
}

export function readNovelAi(texts: Texts): ForeignRecipe | undefined {
  const comment = objectOf(texts.get('Comment'));
  if (texts.get('Software') !== 'NovelAI' || !comment) return undefined;
  return {
    tool: 'NovelAI',
    prompt: words(texts.get('Description')) ?? words(comment.prompt),
    negative: words(comment.uc),
    seed: whole(comment.seed),
    width: whole(comment.width),
    height: whole(comment.height),
    model: words(texts.get('Source')),
    settings: texts.get('Comment')
  };
}

/** Midjourney puts switches and the number of the job behind the words. */
export function readMidjourney(description: string | undefined): ForeignRecipe | undefined {
  const job = description?.indexOf('Job ID: ') ?? -1;
  if (description === undefined || job < 0) return undefined;
  const said = description.slice(0, job).trim();
  const switches = said.search(/\s--[a-z]/);
  return {
    tool: 'Midjourney',
    prompt: words(switches < 0 ? said : said.slice(0, switches)),
    negative: words(/--no ([^-]{1,500})/.exec(said)?.[1]),
    seed: whole(/--seed (\d{1,12})/.exec(said)?.[1]),
    model: words(/--v ([\d.]{1,6})/.exec(said)?.[1]?.replace(/^/, 'Midjourney v')),
    settings: description.trim()
  };
}
