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
  /** The server said that the workspace which it once confirmed is closed to this session: an owner removed its user. */
  readonly removed: boolean;
}

export type Step = { do: 'ask' | 'renew' | 'sign-in' | 'claim' | 'move' | 'done' } | { do: 'adopt'; workspace: Workspace };

/** The next step from a situation, where a session's workspaces stand oldest first; each step changes the situation, and `done` ends it. */
export function nextStep({ me, device, pristine, knownOtherwise, renewalRefused, removed }: Situation): Step {
  if (me === 'not-asked') return { do: 'ask' };
  const mayRenew = (device.claimed || knownOtherwise) && !renewalRefused;
  if (me === 'signed-out') return { do: mayRenew ? 'renew' : 'sign-in' };
  if (me.workspaces.some(({ id }) => id === device.workspaceId)) return { do: device.claimed ? 'done' : 'claim' };
  // What the device holds of that workspace stays on it, and shows again should an owner invite its user again.
  if (removed) return { do: 'move' };
  if (knownOtherwise && mayRenew) return { do: 'renew' };
  const newest = me.workspaces.findLast(({ role }) => role === 'owner') ?? me.workspaces.at(-1);
  if (newest && pristine) return { do: 'adopt', workspace: newest };
  return { do: 'claim' };
}
