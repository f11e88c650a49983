// What can be wrong with media that somebody sends or an engine delivers.
import { problemsOf } from '../kernel/index.ts';

export const blobProblem = problemsOf({
  'unknown-media': {
    status: 415,
    title: 'This is not a kind of file that Preset keeps.',
    remedy: 'Send a PNG, JPEG, WebP, AVIF or GIF picture, or an MP4 or WebM video. Nothing was changed.'
  },
  'unreadable-picture': {
    status: 422,
    title: 'This picture cannot be read.',
    remedy: 'The file seems to be damaged or cut short. Open it in another program, save it again and send that. Nothing was changed.'
  },
  'unreadable-video': {
    status: 422,
    title: 'This video cannot be read.',
    remedy: 'The file seems to be damaged or cut short. Save it again as MP4 (H.264) and send that. Nothing was changed.'
  },
  'too-many-pixels': {
    status: 422,
    title: 'This picture has more pixels than Preset takes.',
    remedy: 'Make it smaller, to at most 100 megapixels, and send that. Nothing was changed.'
  },
  'hash-mismatch': {
    status: 422,
    title: 'The bytes that arrived are not the ones that were announced.',
    remedy: 'They were changed on the way or cut short. Send them again; what is on your device is safe.'
  }
});
