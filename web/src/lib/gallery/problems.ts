// Why the gallery was not changed, said to the person who tried.
import { problemsOf } from 'shared/kernel';

export const galleryProblem = problemsOf({
  'gallery-view-only': {
    status: 403,
    title: 'You can view this gallery, not edit it.',
    remedy: 'Nothing was changed. Ask an owner of the workspace to make you an editor.'
  }
});
