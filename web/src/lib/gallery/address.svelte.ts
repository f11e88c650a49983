// The address says what the gallery shows, so that a reload and the way back find it again.
import { afterNavigate, goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { page } from '$app/state';
import { view } from './view.svelte.ts';

/** Milliseconds of quiet before what is shown is written into the address. */
const WRITE_AFTER = 150;

/** Shows what the address says and keeps it true, for as long as the page lives that calls it while it is made. */
export function followAddress(): void {
  view.showAddress(page.url.searchParams);
  afterNavigate(({ to }) => {
    if (to?.route.id === '/gallery' && to.url.search !== view.query) view.showAddress(to.url.searchParams);
  });
  $effect(() => {
    const { query } = view;
    const written = setTimeout(() => {
      if (location.pathname === resolve('/gallery') && location.search !== query)
        void goto(resolve(`/gallery${query}`), { replace: true, reset: false, shallow: true, state: page.state });
    }, WRITE_AFTER);
    return () => clearTimeout(written);
  });
}
