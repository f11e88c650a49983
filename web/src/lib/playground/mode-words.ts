// What each mode says: its field, its button, and what its results page says while there is nothing.
import { itemsText } from '#lib/runs';
import type { Draft } from './draft.ts';
import type { Mode } from './mode-rules.ts';
import { resultsOf } from './request.ts';

/** The label of the words and what stands in the empty field. */
export const fieldWords: Record<Mode, { label: string; placeholder: string }> = {
  generate: { label: 'Prompt', placeholder: 'Say what the picture should show' },
  edit: { label: 'Instruction', placeholder: 'Say what should change: make it night, with the lamp on' },
  sequence: { label: 'Prompt', placeholder: 'Say what runs through all frames: who, where, in which light' },
  stitch: { label: 'Prompt', placeholder: 'Say how they come together: the character sits in the place, holding the object' },
  'batch-edit': { label: 'Instruction for all', placeholder: 'Say what should change in every picture' },
  'style-variations': { label: 'What stays', placeholder: 'Optional: keep the hat red and the background empty' },
  video: { label: 'Motion', placeholder: 'Say what moves: slow push in, the curtain lifts, the light fades' }
};

/** What is counted where everything is asked for more than once. */
export const countLabels: Record<Mode, string> = {
  generate: 'Images',
  edit: 'Edits',
  sequence: 'Series',
  stitch: 'Images',
  'batch-edit': 'Images',
  'style-variations': 'Images',
  video: 'Videos'
};

/** How often a draft asks, such as `4 images`. */
export function countText({ mode, count }: Draft): string {
  return mode === 'sequence' ? `${count} series` : itemsText(count, mode === 'video' ? 'video' : mode === 'edit' ? 'edit' : 'image');
}

/** The pictures of a draft in a few words, for a phone's chip. */
export function picturesText({ mode, references, sources }: Draft): string {
  const count = mode === 'batch-edit' ? sources.length : references.length;
  switch (mode) {
    case 'batch-edit':
    case 'stitch':
      return count === 0 ? 'Choose pictures' : itemsText(count, 'picture');
    case 'sequence':
      return count === 0 ? 'References' : itemsText(count, 'reference');
    case 'video':
      if (count === 0) return 'First frame';
      return references.some(({ role }) => role === 'last-frame') ? 'First and last frame' : 'First frame';
    default:
      return count === 0 ? 'Choose a picture' : count === 1 ? 'Source' : `Source and ${count - 1}`;
  }
}

/** What the button does, such as `Edit 48 images`; without a number where there is nothing yet. */
export function actionText(draft: Draft): string {
  const count = resultsOf(draft);
  const some = (noun: string) => (count === 0 ? `${noun}s` : itemsText(count, noun));
  switch (draft.mode) {
    case 'edit':
      return `Make ${some('edit')}`;
    case 'sequence':
      return `Generate ${some('frame')}`;
    case 'batch-edit':
      return `Edit ${some('image')}`;
    case 'style-variations':
      return `Make ${some('variation')}`;
    case 'video':
      return `Make ${some('video')}`;
    default:
      return `Generate ${some('image')}`;
  }
}

/** What to do for a first result. */
export function emptyText(draft: Draft): string {
  const count = resultsOf(draft);
  switch (draft.mode) {
    case 'generate':
      return `Press Generate and ${count === 1 ? 'one picture of this prompt appears' : `${count} pictures of this prompt appear`} here`;
    case 'edit':
      return 'Choose a picture and say what should change: the result appears here, and the source stays as it is';
    case 'sequence':
      return `Press Generate and ${count === 1 ? 'one frame appears' : `${count} frames that belong together appear`} here`;
    case 'stitch':
      return 'Add two pictures or more, say what each is there for, and they come together here';
    case 'batch-edit':
      return 'Add up to 1,000 pictures and say what should change: each result appears here beside its source';
    case 'style-variations':
      return 'Choose a picture and some styles: they appear here side by side';
    case 'video':
      return 'Choose the picture to start with and say what moves: the video appears here';
  }
}
