// Why a file cannot be kept, said to the person who chose it.
import { problemsOf } from 'shared/kernel';

export const blobProblem = problemsOf({
  'unknown-media': {
    status: 415,
    title: 'This file is no picture or video that Preset keeps.',
    remedy: 'Choose a PNG, JPEG, WebP, AVIF, GIF, MP4 or WebM file.'
  },
  'unreadable-media': {
    status: 422,
    title: 'This file cannot be read: it is damaged, or this browser cannot show its format.',
    remedy: 'Open it in another program, save it as PNG or JPEG, and choose that.'
  },
  'media-too-large': {
    status: 413,
    title: 'This file is too large.',
    remedy: 'Make it smaller than 200 MiB and 100 megapixels. Nothing was changed.'
  },
  'insecure-page': {
    status: 400,
    title: 'This page was opened without https, so the browser cannot name files safely.',
    remedy: 'Open Preset by https or on localhost. What is kept is safe.'
  }
});
