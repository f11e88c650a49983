// Why a file cannot be kept, said to the person who chose it.
import { problemsOf } from 'shared/kernel';

export const blobProblem = problemsOf({
  'unknown-media': {
    status: 415,
    title: 'This file is no picture or video that Preset keeps.',
    remedy: 'Choose a PNG, JPEG, WebP, AVIF, GIF, MP4 or WebM file.'
  },
  'empty-file': {
    status: 422,
    title: 'This file is empty.',
    remedy: 'It may not have been copied or downloaded to its end. Copy it again and choose that.'
  },
  'unreadable-media': {
    status: 422,
    title: 'This file cannot be read: it is damaged, or this browser cannot show its format.',
    remedy: 'Open it in another program, save it as PNG or JPEG (a video as MP4), and choose that.'
  },
  'vanished-file': {
    status: 422,
    title: 'This file could not be opened any more.',
    remedy: 'It was moved, changed or is on a drive that is gone. Choose it again.'
  },
  'heic-unreadable': {
    status: 415,
    title: 'This is a HEIC photo, which this browser cannot read.',
    remedy: 'Import it with Safari, or save it as JPEG first (on an iPhone: Settings, Camera, Formats, Most Compatible).'
  },
  'media-too-large': {
    status: 413,
    title: 'This file is too large.',
    remedy: 'Make it smaller than 200 MiB. Nothing was changed.'
  },
  'too-many-pixels': {
    status: 413,
    title: 'This picture has too many pixels.',
    remedy: 'Make it smaller than 100 megapixels. Nothing was changed.'
  },
  'insecure-page': {
    status: 400,
    title: 'This page was opened without https, so the browser cannot name files safely.',
    remedy: 'Open Preset by https or on localhost. What is kept is safe.'
  }
});
