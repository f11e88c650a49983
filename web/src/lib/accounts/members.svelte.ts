// The members and open invite links of a workspace as the server last told them; nothing of it is kept on the device.
import type { Invite, Member } from 'shared/accounts';
import { api, call } from '#lib/platform';
import { reasonOf } from './reason.ts';

class Members {
  #workspaceId = '';
  #list = $state.raw<readonly Member[] | undefined>();
  #invites = $state.raw<readonly Invite[]>([]);
  #problem = $state.raw<string | undefined>();

  /** Oldest member first; undefined until the server has told. */
  get list(): readonly Member[] | undefined {
    return this.#list;
  }

  /** Links that still let somebody in, newest first; empty for whoever is no owner. */
  get invites(): readonly Invite[] {
    return this.#invites;
  }

  /** Why the list could not be fetched, in words for people. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Fetches the members afresh, and for owners the invite links. */
  async load(workspaceId: string, isOwner: boolean): Promise<void> {
    if (this.#workspaceId !== workspaceId) {
      this.#list = undefined;
      this.#invites = [];
    }
    this.#workspaceId = workspaceId;
    const place = api().workspaces[':workspaceId'];
    const param = { workspaceId };
    try {
      const [{ members }, { invites }] = await Promise.all([
        call(place.members.$get({ param })),
        isOwner ? call(place.invites.$get({ param })) : { invites: [] }
      ]);
      if (this.#workspaceId !== workspaceId) return;
      [this.#list, this.#invites, this.#problem] = [members, invites, undefined];
    } catch (error) {
      if (this.#workspaceId === workspaceId) this.#problem = reasonOf(error);
    }
  }
}

export const members = new Members();
