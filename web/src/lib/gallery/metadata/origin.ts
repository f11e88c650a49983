// Where an imported picture comes from: its recipe as far as it fits one of ours, and the program that made it.
import type { MediaType } from 'shared/blobs';
import { MAX_PROMPT, recipeSchema } from 'shared/engine';
import { MAX_SETTINGS } from 'shared/gallery';
import { readParameters } from './a1111.ts';
import { readComfy } from './comfyui.ts';
import type { Found } from './container.ts';
import { readExif } from './exif.ts';
import { cut, words, type ForeignRecipe, type Texts } from './foreign.ts';
import { readJpeg } from './jpeg.ts';
import { readFooocus, readInvoke, readMidjourney, readNovelAi } from './other-tools.ts';
import { ownOrigin, type Origin } from './own.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';
import { readXmp } from './xmp.ts';

const READERS: Partial<Record<MediaType, (bytes: Uint8Array) => Found>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp
};

/** Reads a picture's metadata; nothing for kinds that carry none, and for whatever cannot be understood. */
export function originOf(bytes: Uint8Array, type: MediaType): Origin {
  const found = READERS[type]?.(bytes);
  if (!found) return {};
  const exif = found.exif ? readExif(found.exif) : {};
  const xmp = found.xmp === undefined ? {} : readXmp(found.xmp);
  const own = ownOrigin(xmp.preset);
  if (own) return own;
  const texts = new Map(found.texts);
  for (const [key, text] of Object.entries(exif)) if (typeof text === 'string') texts.set(`exif:${key}`, text);
  if (xmp.description !== undefined) texts.set('xmp:description', xmp.description);
  const foreign = foreignOf(texts);
  if (foreign) return originFrom(foreign);
  return xmp.sourceType && /algorithmic/i.test(xmp.sourceType) ? { imported: { tool: cut(words(xmp.tool) ?? 'an AI program', 60) } } : {};
}

function foreignOf(texts: Texts): ForeignRecipe | undefined {
  const comment = texts.get('exif:userComment');
  const parameters = texts.get('parameters') ?? comment ?? texts.get('Comment');
  return (
    readInvoke(texts) ??
    readNovelAi(texts) ??
    readFooocus(texts.get('parameters') ?? comment ?? texts.get('Comment')) ??
    (parameters === undefined ? undefined : readParameters(parameters)) ??
    readComfy(texts.get('prompt') ?? tagged(texts, 'prompt') ?? comment, texts.get('workflow') ?? tagged(texts, 'workflow') ?? comment) ??
    readMidjourney(texts.get('Description') ?? texts.get('exif:imageDescription') ?? texts.get('xmp:description'))
  );
}

/** ComfyUI's WebP files carry its texts in fields meant for cameras, each with its name in front. */
function tagged(texts: Texts, name: string): string | undefined {
  for (const field of ['exif:model', 'exif:make', 'exif:imageDescription']) {
    const text = texts.get(field);
    if (text?.toLowerCase().startsWith(`${name}:`)) return text.slice(name.length + 1);
  }
  return undefined;
}

function originFrom(foreign: ForeignRecipe): Origin {
  const { tool, prompt, negative, seed, width, height, model, settings } = foreign;
  const imported = { tool, ...(settings ? { settings: cut(settings, MAX_SETTINGS) } : {}) };
  if (prompt === undefined && seed === undefined) return { imported };
  const sized = width !== undefined && height !== undefined && width > 0 && height > 0;
  const recipe = recipeSchema.safeParse({
    v: 1,
    model: cut(model ?? tool, 120),
    prompt: cut(prompt ?? '', MAX_PROMPT),
    params: {
      ...(sized ? { size: `${width}*${height}` } : {}),
      ...(negative === undefined ? {} : { negative_prompt: cut(negative, 2_000) }),
      ...(seed === undefined ? {} : { seed })
    },
    references: []
  });
  return { imported, ...(recipe.success ? { recipe: recipe.data } : {}) };
}
