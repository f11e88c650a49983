// Who this device is and where it works: known from local data at once, confirmed by the server when it answers.
import type { EngineKind, Me, Workspace } from 'shared/accounts';
import { Problem, type ProblemDocument } from 'shared/kernel';
import { backoff, db, exclusively, hints, network, onHint, onSignedOut, watchForReturn, type PresetDatabase } from '#lib/platform';
import { connect, fetchMe } from './connect.ts';
import { ensureDevice, FIRST_NAME, isPristine, keepDevice, makeDevice, type Device } from './device.ts';

/** The workspace that this tab shows. */
export type CurrentWorkspace = Pick<Workspace, 'id' | 'name' | 'role' | 'ownKey'>;

/** What was last seen, so that the studio looks the same without network. */
interface Remembered {
  current: string;
  workspaces: Workspace[];
  engine: EngineKind | undefined;
  /** Absent where an earlier version remembered. */
  user?: { readonly id: string; readonly name: string };
}

const REMEMBERED = 'account';

export class Account {
  #workspace = $state.raw<CurrentWorkspace>({ id: '', name: FIRST_NAME, role: 'owner' });
  #me = $state.raw<Me | undefined>();
  #engine = $state.raw<EngineKind | undefined>();
  #user = $state.raw<{ readonly id: string; readonly name: string } | undefined>();
  #connected = $state.raw(false);
  #problem = $state.raw<ProblemDocument | undefined>();

  /** A workspace's own key pays whoever works in it, whatever they have of the server's. */
  readonly #meHere = $derived<Me | undefined>(
    this.#me && this.#workspace.ownKey ? { ...this.#me, engine: 'wavespeed', spending: 'own', balance: null } : this.#me
  );

  readonly #workspaceListeners = new Set<(workspace: CurrentWorkspace) => void>();
  readonly #connectedListeners = new Set<() => void>();
  #database: PresetDatabase | undefined;
  #device: Device | undefined;
  #chosen: string | undefined;
  #starting: Promise<void> | undefined;
  #connecting: Promise<boolean> | undefined;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Where this tab works; its id is empty only until `start` has read the device's identity. */
  get workspace(): CurrentWorkspace {
    return this.#workspace;
  }

  /** What the server last said of this session in this page's life, as it is in the workspace in sight; else undefined. */
  get me(): Me | undefined {
    return this.#meHere;
  }

  /** Who this device works as, as the server last said; undefined on a device that has never reached it. */
  get user(): { readonly id: string; readonly name: string } | undefined {
    return this.#me?.user ?? this.#user;
  }

  /** The engine of the workspace in sight, as last seen; undefined on a device that has never reached the server. */
  get engine(): EngineKind | undefined {
    return this.#workspace.ownKey ? 'wavespeed' : this.#engine;
  }

  /** Whether the server knows this session and the workspace is its own: documents, uploads and runs may be sent. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Why the server will not have this device, where it answered that. */
  get problem(): ProblemDocument | undefined {
    return this.#problem;
  }

  /** Whether nothing can be heard from the server now: it is out of reach, or will not have this device. */
  get cutOff(): boolean {
    return network.state === 'offline' || this.#problem !== undefined;
  }

  /** Resolves when the device's identity is known; reaching the server goes on behind it for as long as the page lives. */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Asks the server afresh who this is and where it may work; silent when it does not answer. */
  async refresh(): Promise<void> {
    try {
      const me = await fetchMe();
      if (me === 'signed-out') return;
      if (me.workspaces.some(({ id }) => id === this.#device?.workspaceId)) await this.#take(me);
      // Removed from the device's own workspace: it needs another one.
      else await this.#reconnect();
    } catch {
      // Not reached now: the next hint after reconnecting asks again.
    }
  }

  /** Shows another of this session's workspaces in this tab. Throws nothing; an unknown id changes nothing. */
  async switchTo(workspaceId: string): Promise<void> {
    const workspace = this.#me?.workspaces.find(({ id }) => id === workspaceId);
    if (!workspace) return;
    this.#chosen = workspaceId;
    this.#show(workspace);
    hints.follow(workspaceId);
    await this.#remember();
  }

  /** Hears the workspace now and whenever another one is shown; the answer stops listening. */
  onWorkspace(listener: (workspace: CurrentWorkspace) => void): () => void {
    this.#workspaceListeners.add(listener);
    if (this.#workspace.id) listener(this.#workspace);
    return () => this.#workspaceListeners.delete(listener);
  }

  /** Hears when the server has accepted this device, at once if it has; the answer stops listening. */
  onConnected(listener: () => void): () => void {
    this.#connectedListeners.add(listener);
    if (this.#connected) listener();
    return () => this.#connectedListeners.delete(listener);
  }

  async #start(): Promise<void> {
    try {
      this.#database = await db();
      this.#device = await ensureDevice(this.#database);
      const remembered = (await this.#database.keyValue.get(REMEMBERED))?.value as Remembered | undefined;
      this.#engine = remembered?.engine;
      this.#user = remembered?.user;
      this.#chosen = remembered?.current;
      this.#show(this.#pick(remembered?.workspaces ?? []));
    } catch {
      // Nothing can be kept (the shell shows why): the studio works until the page is closed, and what the server has is kept there.
      this.#device = makeDevice();
      this.#show({ id: this.#device.workspaceId, name: FIRST_NAME, role: 'owner' });
    }
    onSignedOut(() => this.#reconnect());
    onHint(({ kind }) => kind === 'me' && this.#connected && void this.refresh());
    watchForReturn();
    network.onRetry(() => !this.#connected && void this.#reconnect());
    void this.#reconnect();
  }

  /** One attempt at a time to be known to the server; answers whether it succeeded. Failures are tried again later. */
  #reconnect(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async #connect(): Promise<boolean> {
    try {
      // Alone, for two tabs signing in at once would make two sessions.
      await exclusively('account', async () => {
        this.#device = this.#database ? await ensureDevice(this.#database) : (this.#device ?? makeDevice());
        const database = this.#database;
        const { me } = await connect(
          this.#device,
          this.#nameOfOwn(),
          async (device) => (database ? isPristine(database, device) : !device.claimed),
          async (device) => {
            this.#device = device;
            if (database) await keepDevice(database, device);
          }
        );
        await this.#take(me);
      });
      this.#attempt = 0;
      this.#problem = undefined;
      this.#connected = true;
      hints.follow(this.#workspace.id);
      for (const listener of this.#connectedListeners) listener();
      return true;
    } catch (error) {
      this.#problem = error instanceof Problem ? error.document : undefined;
      this.#timer = setTimeout(() => void this.#reconnect(), backoff(this.#attempt++));
      return false;
    }
  }

  async #take(me: Me): Promise<void> {
    this.#me = me;
    this.#engine = me.engine;
    const workspace = this.#pick(me.workspaces);
    if (this.#connected && workspace.id !== this.#workspace.id) hints.follow(workspace.id);
    this.#show(workspace);
    await this.#remember();
  }

  /** The chosen workspace if it is still there, else the device's own. */
  #pick(workspaces: readonly Workspace[]): CurrentWorkspace {
    const own = this.#device?.workspaceId ?? '';
    const find = (id: string | undefined) => workspaces.find((workspace) => workspace.id === id);
    return find(this.#chosen) ?? find(own) ?? { id: own, name: FIRST_NAME, role: 'owner' };
  }

  #nameOfOwn(): string {
    return this.#workspace.id === this.#device?.workspaceId ? this.#workspace.name : FIRST_NAME;
  }

  #show({ id, name, role, ownKey }: CurrentWorkspace): void {
    const before = this.#workspace;
    if (before.id === id && before.name === name && before.role === role && before.ownKey === ownKey) return;
    this.#workspace = { id, name, role, ...(ownKey ? { ownKey } : {}) };
    if (before.id !== id) for (const listener of this.#workspaceListeners) listener(this.#workspace);
  }

  async #remember(): Promise<void> {
    if (!this.#database || !this.#me) return;
    const { id, name } = this.#me.user;
    const value: Remembered = {
      current: this.#workspace.id,
      workspaces: this.#me.workspaces,
      engine: this.#engine,
      user: { id, name }
    };
    await this.#database.keyValue.put({ key: REMEMBERED, value });
  }
}

export const account = new Account();
