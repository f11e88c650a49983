// Makes this device known to the server: takes the steps that `nextStep` decides until there are none.
import { meSchema, type Me } from 'shared/accounts';
import { newId, problem } from 'shared/kernel';
import { problemOf, request } from '#lib/platform';
import type { Device } from './device.ts';
import { nextStep, type Situation } from './steps.ts';

/** More steps than any legitimate course takes; a server that keeps changing its mind is left for a later attempt. */
const MOST_STEPS = 12;

export interface Connected {
  readonly me: Me;
  readonly device: Device;
}

/**
 * Signs in, renews, claims, adopts or moves until the device's workspace is among this session's. `keep` is called with every changed
 * device before the next step. Throws Unreachable, or the Problem with which the server refused.
 */
export async function connect(
  device: Device,
  name: string,
  pristine: (device: Device) => Promise<boolean>,
  keep: (device: Device) => Promise<void>
): Promise<Connected> {
  let now = device;
  let me: Situation['me'] = 'not-asked';
  let knownOtherwise = false;
  let renewalRefused = false;
  let removed = false;
  const change = async (changed: Device) => {
    now = changed;
    await keep(changed);
  };

  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const step = nextStep({ me, device: now, pristine: await pristine(now), knownOtherwise, renewalRefused, removed });
    if (step.do === 'done') return { me: me as Me, device: now };
    if (step.do === 'adopt') {
      await change({ ...now, workspaceId: step.workspace.id });
      continue;
    }
    if (step.do === 'move') {
      removed = false;
      await change({ ...now, workspaceId: newId(), claimed: false });
      continue;
    }
    const outcome = await act(step.do, now, name);
    if (outcome === 'device-known') knownOtherwise = true;
    if (outcome === 'refused') renewalRefused = true;
    if (outcome === 'not-found') {
      // A device that cannot prove whose it is gives nothing up.
      if (!now.claimed || renewalRefused) throw problem('not-found');
      removed = true;
    }
    if (step.do === 'renew' && outcome === 'ok') knownOtherwise = false;
    if (step.do === 'claim' && outcome === 'ok') await change({ ...now, claimed: true });
    me = await fetchMe();
  }
  throw problem('unexpected');
}

/** Who this session is, or that there is none. Throws Unreachable and Problems. */
export async function fetchMe(): Promise<Me | 'signed-out'> {
  const response = await request('/api/me', undefined, false);
  if (response.status === 401) return 'signed-out';
  if (!response.ok) throw await problemOf(response);
  const me = meSchema.safeParse(await response.json());
  if (!me.success) throw problem('unexpected');
  return me.data;
}

type Outcome = 'ok' | 'refused' | 'device-known' | 'not-found';

async function act(step: 'ask' | 'renew' | 'sign-in' | 'claim', device: Device, name: string): Promise<Outcome> {
  if (step === 'ask') return 'ok';
  const { workspaceId, secret } = device;
  if (step === 'sign-in') {
    await accepted(await post('/api/auth/sign-in/anonymous', {}));
    return 'ok';
  }
  if (step === 'renew') {
    const response = await post('/api/auth/device-renew', { workspaceId, secret });
    // Any 4xx but "slow down" means that this secret opens nothing here.
    if (response.status >= 400 && response.status < 500 && response.status !== 429) return 'refused';
    await accepted(response);
    return 'ok';
  }
  const response = await post('/api/workspaces/claim', { workspaceId, name, secret });
  if (response.ok) return 'ok';
  const refusal = await problemOf(response);
  if (refusal.code === 'device-known' || refusal.code === 'not-found') return refusal.code;
  throw refusal;
}

async function accepted(response: Response): Promise<void> {
  if (!response.ok) throw await problemOf(response);
}

function post(path: string, body: unknown): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return request(path, init, false);
}
