// Gives a device that lost its session a new one of the same user, because a silent session must not be the only key to a workspace.
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { BetterAuthPlugin } from 'better-auth';
import { renewSchema } from 'shared/accounts';
import type { Database } from '#platform/database';
import { sawDevice, userOfDevice } from './devices.ts';

/** better-auth's endpoint `POST /device-renew`: a session cookie for whoever knows a device's secret, else 401 `device-unknown`. */
export function deviceRenewal(database: Database) {
  return {
    id: 'device-renewal',
    endpoints: {
      renewDevice: createAuthEndpoint('/device-renew', { method: 'POST', body: renewSchema }, async (context) => {
        const { internalAdapter } = context.context;
        const userId = await userOfDevice(database.db, context.body);
        const user = userId === undefined ? null : await internalAdapter.findUserById(userId);
        if (!user) throw new APIError('UNAUTHORIZED', { code: 'device-unknown' });
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(context, { session, user });
        await sawDevice(database, context.body);
        return context.json({ userId: user.id });
      })
    }
  } satisfies BetterAuthPlugin;
}
