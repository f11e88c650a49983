// What can be wrong with a document, or with a link to one.
import { problemsOf } from '../kernel/index.ts';

export const syncProblem = problemsOf({
  'share-over': {
    status: 404,
    title: 'This share link does not work, or no longer.',
    remedy: 'Ask whoever sent it for a new one.'
  },
  'document-full': {
    status: 507,
    title: 'This document is as large as a document may be.',
    remedy: 'Delete from it what is no longer needed, or go on in a new one. What it holds is safe.'
  },
  'document-purged': {
    status: 410,
    title: 'This document was deleted for good.',
    remedy: 'It had been in the trash for 30 days. What this device still holds of it can be copied into a new one.'
  },
  'history-full': {
    status: 507,
    title: 'No more states of this document can be kept by name.',
    remedy: 'Delete a named one first. The document itself is safe, and so is what is kept of it.'
  },
  'no-history': {
    status: 400,
    title: 'Earlier states are not kept of documents of this kind.',
    remedy: 'Boards and presets have a history. Nothing was changed.'
  }
});
