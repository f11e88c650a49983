// Why the server will not have a document's edits, said to the person who made them.
import { problemsOf } from 'shared/kernel';

export const syncProblem = problemsOf({
  'document-forbidden': {
    status: 403,
    title: 'You can view this, not change it.',
    remedy: 'Your version stays on this device. Ask an owner of the workspace to make you an editor.'
  },
  'document-purged': {
    status: 410,
    title: 'This was deleted for good.',
    remedy: 'Your version stays on this device. Copy what you still need.'
  },
  'document-too-large': {
    status: 413,
    title: 'This has grown larger than the server takes.',
    remedy: 'Your version stays on this device. Delete something in it, or continue in a new one.'
  },
  'document-refused': {
    status: 400,
    title: 'The server did not understand this document.',
    remedy: 'Your version stays on this device. Reload the page, for the server may be newer than this tab.'
  }
});
