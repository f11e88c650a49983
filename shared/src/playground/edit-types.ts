// The sixteen edit types that Preset ships, and which of them the models at hand can really do.
import type { Model } from '../engine/index.ts';
import type { EditType, EditVariable } from './edit-type.ts';

const words = (template: string, ...variables: readonly (readonly [name: string, label: string, value: string])[]) => ({
  by: 'words' as const,
  template,
  variables: variables.map(([name, label, value]): EditVariable => ({ name, label, value }))
});

export const editTypes: readonly EditType[] = [
  {
    id: 'enhance',
    name: 'Enhance',
    group: 'improve',
    hint: 'Clears noise, blur and poor exposure; nothing is added or moved.',
    needs: 'none',
    way: words(
      'Enhance this picture: remove noise and compression marks, recover fine detail, correct exposure and white balance. Result: {result}. Keep the subject, every face, all text and the composition exactly as they are.',
      ['result', 'How it should look', 'clear and natural']
    )
  },
  {
    id: 'upscale',
    name: 'Upscale',
    group: 'improve',
    hint: 'Makes the picture larger with its detail kept, by a model made for it.',
    needs: 'none',
    way: { by: 'model', kind: 'upscaler', preferred: 'wavespeed-ai/image-upscaler' }
  },
  {
    id: 'inpaint',
    name: 'Repaint a part',
    group: 'parts',
    hint: 'Repaints the part you name in words and leaves the rest untouched.',
    needs: 'none',
    way: words(
      'Repaint only {part}: it becomes {replacement}, matching the light, perspective and grain around it. Leave everything else exactly as it is.',
      ['part', 'Which part', 'the object in the middle'],
      ['replacement', 'What it becomes', 'a ceramic bowl of lemons']
    )
  },
  {
    id: 'object-removal',
    name: 'Remove objects',
    group: 'parts',
    hint: 'Takes away what you brush over and fills the place from around it.',
    needs: 'mask',
    way: { by: 'model', kind: 'inpaint-remove', preferred: 'wavespeed-ai/image-eraser' }
  },
  {
    id: 'background-removal',
    name: 'Remove background',
    group: 'parts',
    hint: 'Cuts the subject out into a transparent PNG.',
    needs: 'none',
    way: { by: 'model', kind: 'background-removal', preferred: 'wavespeed-ai/image-background-remover' }
  },
  {
    id: 'style-transfer',
    name: 'Style transfer',
    group: 'look',
    hint: 'Takes brushwork, palette and texture from a second picture.',
    needs: 'second-reference',
    way: words(
      'Repaint Figure 1 in the style of Figure 2: take over its {aspects}. Keep the subject, the pose and the composition of Figure 1; take no objects from Figure 2.',
      ['aspects', 'What to take over', 'brushwork, palette, contrast and texture']
    )
  },
  {
    id: 'colour',
    name: 'Colour',
    group: 'look',
    hint: 'Gives one thing another colour, its shading kept.',
    needs: 'none',
    way: words(
      'Change the colour of {subject} to {colour}, with its shading, reflections and texture kept. Leave every other colour as it is.',
      ['subject', 'What', 'the main subject'],
      ['colour', 'Which colour', 'deep teal']
    )
  },
  {
    id: 'texture',
    name: 'Texture',
    group: 'look',
    hint: 'Makes a surface of another material, its shape kept.',
    needs: 'none',
    way: words(
      'Give the surface of {subject} the texture of {material}, following its form, folds and light. Keep its shape, its size and everything around it.',
      ['subject', 'What', 'the main subject'],
      ['material', 'Which material', 'brushed copper']
    )
  },
  {
    id: 'lighting',
    name: 'Lighting',
    group: 'look',
    hint: 'Lights the scene anew; no object moves.',
    needs: 'none',
    way: words(
      'Relight the scene with {light}: shadows, highlights and reflections follow the new source. Keep the subject, all objects, their materials and the composition.',
      ['light', 'Which light', 'golden hour sun from the left']
    )
  },
  {
    id: 'artistic-filter',
    name: 'Artistic filter',
    group: 'look',
    hint: 'Renders the picture in a medium you name.',
    needs: 'none',
    way: words(
      'Render this picture as {medium}. Keep the subject, the pose, the likeness and the composition; change only the medium and its marks.',
      ['medium', 'Which medium', 'a watercolour on rough sheet']
    )
  },
  {
    id: 'outpaint',
    name: 'Extend the picture',
    group: 'frame',
    hint: 'Zooms out: paints what lies beyond the edges.',
    needs: 'none',
    way: { by: 'model', kind: 'outpaint', preferred: 'wavespeed-ai/image-zoom-out' }
  },
  {
    id: 'perspective',
    name: 'Perspective',
    group: 'frame',
    hint: 'Shows the same scene from another viewpoint.',
    needs: 'none',
    way: words(
      'Show the same scene from {viewpoint}, with consistent geometry and light. Keep the subject, its identity, all objects and their materials.',
      ['viewpoint', 'From where', 'a low angle slightly to the right']
    )
  },
  {
    id: 'composition',
    name: 'Composition',
    group: 'frame',
    hint: 'Arranges the same things differently in the frame.',
    needs: 'none',
    way: words(
      'Recompose the scene: {arrangement}. Use the same subject, objects, light and style; extend the surroundings plausibly where the frame needs it.',
      ['arrangement', 'How', 'subject on the left third with open space to the right']
    )
  },
  {
    id: 'face-swap',
    name: 'Face swap',
    group: 'people',
    hint: 'Gives a person the face of a second picture. Use it only with the consent of both.',
    needs: 'second-reference',
    way: words(
      'Give {person} in Figure 1 the face of the person in Figure 2, matched in angle, light, skin tone and grain. Keep the hair, the body, the clothes and the surroundings of Figure 1.',
      ['person', 'Which person', 'the person']
    )
  },
  {
    id: 'age-progression',
    name: 'Age',
    group: 'people',
    hint: 'Shows the same person at another age.',
    needs: 'none',
    way: words(
      'Show {person} at the age of {age}: skin, hair and posture follow naturally. Keep identity, eye colour, clothes, pose and surroundings.',
      ['person', 'Which person', 'the person'],
      ['age', 'Age', 'seventy']
    )
  },
  {
    id: 'expression',
    name: 'Expression',
    group: 'people',
    hint: 'Changes what a face shows; the person stays the same.',
    needs: 'none',
    way: words(
      'Change the expression of {person} to {expression}. Keep identity, head position, gaze direction, hair, clothes, light and surroundings.',
      ['person', 'Which person', 'the person'],
      ['expression', 'Which expression', 'a quiet, closed-mouth smile']
    )
  }
];

/** The edit type of an id, else undefined. */
export function editTypeOf(id: string): EditType | undefined {
  return editTypes.find((type) => type.id === id);
}

/**
 * The model that does an edit type, out of a catalogue; undefined when none can. Types done by words are for any model that edits a picture,
 * and for one that takes two where a second reference is needed.
 */
export function modelForEdit(type: EditType, models: readonly Model[]): Model | undefined {
  const { way } = type;
  if (way.by === 'words') {
    return models.find((model) => model.kind === 'image-to-image' && takesWords(model) && picturesOf(model) >= (needsTwo(type) ? 2 : 1));
  }
  const able = models.filter((model) => model.kind === way.kind && picturesOf(model) >= 1 && (type.needs !== 'mask' || takesMask(model)));
  return able.find(({ id }) => id === way.preferred) ?? able[0];
}

/** The edit types that a catalogue can really do, each with its model: what no model can do is not offered. */
export function offeredEditTypes(models: readonly Model[]): readonly { readonly type: EditType; readonly model: Model }[] {
  return editTypes.flatMap((type) => {
    const model = modelForEdit(type, models);
    return model ? [{ type, model }] : [];
  });
}

const needsTwo = ({ needs }: EditType) => needs === 'second-reference';
const takesWords = ({ inputs }: Model) => 'prompt' in inputs.properties;
const takesMask = ({ inputs }: Model) => 'mask_image' in inputs.properties;

function picturesOf({ inputs: { properties } }: Model): number {
  const { images } = properties;
  if (images) return images.maxItems ?? 1;
  return 'image' in properties ? 1 : 0;
}
