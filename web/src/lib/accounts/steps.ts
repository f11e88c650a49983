// What a device has to do next to be known to the server: a pure decision, so that every case can be tried.
import type { Me, Workspace } from 'shared/accounts';

export interface Situation {
  /** What `GET /api/me` said: nothing yet, that there is no session, or who the session is. */
  readonly me: Me | 'not-asked' | 'signed-out';
  readonly device: { readonly workspaceId: string; readonly claimed: boolean };
  /** The device's own workspace was never claimed and holds nothing. */
  readonly pristine: boolean;
  /** The server said that it knows this device under another session. */
  readonly knownOtherwise: boolean;
  /** The server refused the device's secret. */
  readonly renewalRefused: boolean;
}

export type Step = { do: 'ask' | 'renew' | 'sign-in' | 'claim' | 'done' } | { do: 'adopt'; workspace: Workspace };

/** The next step from a situation, where a session's workspaces stand oldest first; each step changes the situation, and `done` ends it. */
export function nextStep({ me, device, pristine, knownOtherwise, renewalRefused }: Situation): Step {
  if (me === 'not-asked') return { do: 'ask' };
  const mayRenew = (device.claimed || knownOtherwise) && !renewalRefused;
  if (me === 'signed-out') return { do: mayRenew ? 'renew' : 'sign-in' };
  if (me.workspaces.some(({ id }) => id === device.workspaceId)) return { do: device.claimed ? 'done' : 'claim' };
  if (knownOtherwise && mayRenew) return { do: 'renew' };
  const newest = me.workspaces.findLast(({ role }) => role === 'owner') ?? me.workspaces.at(-1);
  if (newest && pristine) return { do: 'adopt', workspace: newest };
  return { do: 'claim' };
}
