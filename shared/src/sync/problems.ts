// What can be wrong with a document that the server edits.
import { problemsOf } from '../kernel/index.ts';

export const syncProblem = problemsOf({
  'document-full': {
    status: 507,
    title: 'This document is as large as a document may be.',
    remedy: 'Delete from it what is no longer needed, or go on in a new one. What it holds is safe.'
  }
});
