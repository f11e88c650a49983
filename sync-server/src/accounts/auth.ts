// Sessions by better-auth on Preset's own tables: silent and anonymous until somebody signs up.
import { betterAuth } from 'better-auth';
import { anonymous } from 'better-auth/plugins';
import type { Database } from '#platform/database';
import { deviceRenewal } from './device-renewal.ts';
import { Operators } from './operators.ts';

const DAY = 24 * 60 * 60;

export interface AuthOptions {
  readonly database: Database;
  /** Signs the session cookies: at least 32 characters of secret entropy. */
  readonly secret: string;
  /** Where people reach the server, such as `https://preset.example`; https makes the cookies Secure. */
  readonly publicUrl: string;
  /** Origins besides that of `publicUrl` that are Preset's own. */
  readonly trustedOrigins: readonly string[];
  /** The server listens on loopback alone: the first session ever made is the operator's. */
  readonly loopback: boolean;
}

/** better-auth, set up for Preset. Its HTTP handler is not mounted: `accountRoutes` opens single endpoints of it. */
export function createAuth({ database, secret, publicUrl, trustedOrigins, loopback }: AuthOptions) {
  const operators = new Operators(database);
  return betterAuth({
    appName: 'Preset',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [...trustedOrigins],
    database: { db: database.db, type: database.kind, transaction: true },
    // 400 days are the longest that browsers keep a cookie; the time starts again on every day of use.
    session: { expiresIn: 400 * DAY, updateAge: DAY },
    // An anonymous user keeps its workspaces whatever happens to its sessions.
    plugins: [anonymous({ disableDeleteAnonymousUser: true, generateName: () => 'Guest' }), deviceRenewal(database)],
    databaseHooks: {
      user: {
        create: {
          after: async (user) => {
            if (loopback) await operators.addFirst(user.id);
          }
        }
      }
    },
    advanced: {
      cookiePrefix: 'preset',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { disableIpTracking: true }
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true }
  });
}

export type Auth = ReturnType<typeof createAuth>;
