// Proves that a device finds its way to its workspace from every situation, against a server that behaves as ours.
import type { Me, Workspace } from 'shared/accounts';
import { newId } from 'shared/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from './connect.ts';
import { makeDevice, type Device } from './device.ts';
import { nextStep, type Situation } from './steps.ts';

/** The server's part of the bargain: sessions, workspaces and the devices that made them. */
class FakeServer {
  session: string | undefined;
  readonly workspaces: (Workspace & { user: string; secret: string })[] = [];
  readonly calls: string[] = [];

  readonly fetch = async (input: string, init?: { body?: string }): Promise<Response> => {
    const body = init?.body ? (JSON.parse(init.body) as { workspaceId: string; name: string; secret: string }) : undefined;
    const path = input.slice('/api/'.length);
    this.calls.push(path);
    if (path === 'auth/sign-in/anonymous') {
      this.session ??= newId();
      return Response.json({ userId: this.session });
    }
    if (path === 'auth/device-renew') {
      const device = this.workspaces.find(({ id, secret }) => id === body?.workspaceId && secret === body.secret);
      if (!device) return refuse('device-unknown', 401);
      this.session = device.user;
      return Response.json({ userId: device.user });
    }
    const user = this.session;
    if (user === undefined) return refuse('signed-out', 401);
    if (path === 'me') return Response.json(this.#me(user));
    const found = this.workspaces.find(({ id }) => id === body?.workspaceId);
    if (!found && body)
      this.workspaces.push({ id: body.workspaceId, name: body.name, kind: 'personal', role: 'owner', user, secret: body.secret });
    else if (found?.user !== user) return found?.secret === body?.secret ? refuse('device-known', 409) : refuse('not-found', 404);
    return Response.json({});
  };

  #me(user: string): Me {
    const workspaces = this.workspaces
      .filter((workspace) => workspace.user === user)
      .map(({ id, name, kind, role }) => ({ id, name, kind, role }));
    return {
      user: { id: user, name: 'Someone', anonymous: true, operator: false },
      workspaces,
      balance: null,
      engine: 'sandbox',
      spending: 'free'
    };
  }
}

const refuse = (code: string, status: number) =>
  Response.json({ type: `/problems/${code}`, code, status, title: code, remedy: code }, { status });

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => vi.unstubAllGlobals());

/** Connects a device as the page does and answers what it has become. */
async function arrive(device: Device, pristine = !device.claimed) {
  let kept = device;
  const { me } = await connect(
    device,
    'My studio',
    async (now) => pristine && !now.claimed,
    async (changed) => void (kept = changed)
  );
  return { device: kept, me };
}

describe('connect', () => {
  it('[ACC-1] a new device signs in silently and claims the workspace that it made', async () => {
    const { device, me } = await arrive(makeDevice());
    expect(device.claimed).toBe(true);
    expect(me.workspaces).toMatchObject([{ id: device.workspaceId, name: 'My studio', role: 'owner' }]);
    expect(server.calls).toEqual(['me', 'auth/sign-in/anonymous', 'me', 'workspaces/claim', 'me']);
  });

  it('[ACC-1] a known device with its session asks once and changes nothing', async () => {
    const { device } = await arrive(makeDevice());
    server.calls.length = 0;
    expect((await arrive(device)).device).toEqual(device);
    expect(server.calls).toEqual(['me']);
  });

  it('[ACC-1] a device that lost its session gets its workspace back by its secret', async () => {
    const { device } = await arrive(makeDevice());
    const user = server.session;
    server.session = undefined;
    const again = await arrive(device);
    expect(server.session).toBe(user);
    expect(again.me.workspaces.map(({ id }) => id)).toEqual([device.workspaceId]);
  });

  it('[ACC-1] a claim whose answer was lost, followed by a lost session, still ends in the same workspace', async () => {
    const { device } = await arrive(makeDevice());
    server.session = undefined;
    const again = await arrive({ ...device, claimed: false });
    expect(again.device).toEqual(device);
    expect(server.workspaces).toHaveLength(1);
  });

  it('[ACC-1] a second browser with the same session and nothing of its own shows the newest workspace of that session', async () => {
    await arrive(makeDevice());
    const newer = makeDevice();
    await arrive(newer, false);
    const second = await arrive(makeDevice());
    expect(second.device).toMatchObject({ workspaceId: newer.workspaceId, claimed: true });
    expect(server.workspaces).toHaveLength(2);
  });

  it('[ACC-1] a device that already holds something keeps its own workspace, beside those of the session', async () => {
    await arrive(makeDevice());
    const { device, me } = await arrive(makeDevice(), false);
    expect(me.workspaces).toHaveLength(2);
    expect(device.claimed).toBe(true);
  });

  it('[ACC-1] a server that lost its data takes the device and its workspace afresh', async () => {
    const { device } = await arrive(makeDevice());
    server.workspaces.length = 0;
    server.session = undefined;
    const again = await arrive(device);
    expect(again.me.workspaces.map(({ id }) => id)).toEqual([device.workspaceId]);
    expect(server.calls).toContain('auth/device-renew');
  });

  it('[ACC-3] a device whose user was removed from its workspace makes another and goes on', async () => {
    const { device } = await arrive(makeDevice());
    Object.assign(server.workspaces[0]!, { user: newId(), secret: 'of the owner who stayed' });
    const moved = await arrive(device);
    expect(moved.device).toMatchObject({ secret: device.secret, claimed: true });
    expect(moved.device.workspaceId).not.toBe(device.workspaceId);
    expect(moved.me.workspaces.map(({ id }) => id)).toEqual([moved.device.workspaceId]);
  });

  it('[ACC-3] a device that cannot prove whose it is keeps what it has and asks on', async () => {
    const { device } = await arrive(makeDevice());
    Object.assign(server.workspaces[0]!, { user: newId(), secret: 'of the owner who stayed' });
    server.session = undefined;
    await expect(arrive(device)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[ACC-1] a workspace of somebody else is not taken; the server is asked no more than once for each step', async () => {
    const theirs = await arrive(makeDevice());
    server.session = newId();
    await expect(arrive({ ...makeDevice(), workspaceId: theirs.device.workspaceId }, false)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('nextStep', () => {
  const me = (...ids: string[]): Me => ({
    user: { id: 'u', name: 'u', anonymous: true, operator: false },
    balance: null,
    engine: 'sandbox',
    spending: 'free',
    workspaces: ids.map((id) => ({ id, name: id, kind: 'personal', role: 'owner' }))
  });
  const situation: Situation = {
    me: 'not-asked',
    device: { workspaceId: 'own', claimed: false },
    pristine: true,
    knownOtherwise: false,
    renewalRefused: false,
    removed: false
  };
  const claimed = { workspaceId: 'own', claimed: true };
  it.each<[string, Partial<Situation>, ReturnType<typeof nextStep>]>([
    ['nothing is known yet: ask', {}, { do: 'ask' }],
    ['a new device without a session signs in', { me: 'signed-out' }, { do: 'sign-in' }],
    ['a claimed device without a session renews', { me: 'signed-out', device: claimed }, { do: 'renew' }],
    ['a refused secret is not tried twice', { me: 'signed-out', device: claimed, renewalRefused: true }, { do: 'sign-in' }],
    ['a session without workspaces gets ours', { me: me() }, { do: 'claim' }],
    ['a pristine device joins', { me: me('old', 'new') }, { do: 'adopt', workspace: me('new').workspaces[0]! }],
    ['a device with edits claims', { me: me('old'), pristine: false }, { do: 'claim' }],
    ['a claimed device never gives its workspace up', { me: me('old'), device: claimed, pristine: false }, { do: 'claim' }],
    ['known under another session: renew', { me: me('old'), device: claimed, pristine: false, knownOtherwise: true }, { do: 'renew' }],
    ['removed from its workspace: move to another', { me: me('old'), device: claimed, pristine: false, removed: true }, { do: 'move' }],
    ['an unconfirmed claim is confirmed', { me: me('own') }, { do: 'claim' }],
    ['all is well', { me: me('own'), device: claimed }, { do: 'done' }]
  ])('[ACC-1] %s', (_title, differences, step) => {
    expect(nextStep({ ...situation, ...differences })).toEqual(step);
  });
});
