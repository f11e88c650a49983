// The pages there are, in the order in which rail, bottom bar and palette show them.
import Images from '@lucide/svelte/icons/images';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Settings from '@lucide/svelte/icons/settings';
import WandSparkles from '@lucide/svelte/icons/wand-sparkles';
import type { Icon } from '#lib/ui';

export interface Page {
  label: string;
  href: '/' | '/gallery' | '/boards' | '/runs' | '/settings';
  icon: Icon;
  /** Keys that go there. */
  keys?: string;
  /** Work stands at the top of the rail and in the phone's bar; the rest below, and behind More. */
  place: 'work' | 'rest';
}

export const pages: readonly Page[] = [
  { label: 'Playground', href: '/', icon: WandSparkles, keys: 'G P', place: 'work' },
  { label: 'Gallery', href: '/gallery', icon: Images, keys: 'G G', place: 'work' },
  { label: 'Moodboards', href: '/boards', icon: LayoutDashboard, keys: 'G M', place: 'work' },
  { label: 'Runs', href: '/runs', icon: ListChecks, place: 'rest' },
  { label: 'Settings', href: '/settings', icon: Settings, keys: 'Ctrl+,', place: 'rest' }
];

/** The page that an address belongs to, `/gallery/x` to the gallery. */
export function pageOf(pathname: string): Page | undefined {
  return pages.find(({ href }) => (href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)));
}
