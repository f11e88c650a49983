// The icons of the groups that cinematic vocabularies fall into.
import Aperture from '@lucide/svelte/icons/aperture';
import Clapperboard from '@lucide/svelte/icons/clapperboard';
import MapPin from '@lucide/svelte/icons/map-pin';
import Sun from '@lucide/svelte/icons/sun';
import type { Vocabulary } from 'shared/presets';
import type { Icon } from '#lib/ui';

export const groupIcons: Readonly<Record<Vocabulary['group'], Icon>> = { camera: Aperture, light: Sun, film: Clapperboard, scene: MapPin };
