// The one search of this tab, over the workspace's gallery.
import { gallery } from './gallery.svelte.ts';
import { openSearchPort } from './search-port.ts';
import { Search } from './search.ts';

const later = (work: () => void) => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => work(), { timeout: 200 });
  else setTimeout(work);
};

export const search = new Search({ source: gallery, open: openSearchPort, later });
