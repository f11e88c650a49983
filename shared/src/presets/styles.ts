// The forty styles that Preset ships, in the order in which they are offered.
import type { Style } from './style.ts';
import { light } from './styles/light.ts';
import { looks } from './styles/looks.ts';
import { movements } from './styles/movements.ts';
import { photography } from './styles/photography.ts';
import { worlds } from './styles/worlds.ts';

/** All built-in styles, group by group. */
export const styles: readonly Style[] = [...looks, ...photography, ...movements, ...worlds, ...light];

const byId = new Map(styles.map((style) => [style.id, style]));

/** The built-in style of an id, else undefined. */
export function styleOf(id: string): Style | undefined {
  return byId.get(id);
}
