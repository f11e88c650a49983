// Where results of new runs land besides the gallery: a collection that the person chose on this device, for one workspace at a time.
import type { CollectionEntry } from 'shared/gallery';
import { account } from '#lib/accounts';
import { directory } from './directory.svelte.ts';

const keyOf = (workspaceId: string) => `preset.destination.${workspaceId}`;

function stored(workspaceId: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(workspaceId)) ?? undefined;
  } catch {
    return undefined;
  }
}

class Destination {
  #chosen = $state.raw<{ readonly workspaceId: string; readonly id: string | undefined }>();

  /** The chosen collection; undefined where none is, or it was deleted meanwhile. */
  get current(): CollectionEntry | undefined {
    const workspaceId = account.workspace.id;
    return directory.collection(this.#chosen?.workspaceId === workspaceId ? this.#chosen.id : stored(workspaceId));
  }

  choose(id: string | undefined): void {
    const workspaceId = account.workspace.id;
    this.#chosen = { workspaceId, id };
    try {
      if (id === undefined) localStorage.removeItem(keyOf(workspaceId));
      else localStorage.setItem(keyOf(workspaceId), id);
    } catch {
      // Not kept: it holds until the page is left.
    }
  }
}

export const destination = new Destination();
