// The areas' routers in floor order; their composed type is all that the web package sees of the server.
import { accountRoutes, memberRoutes, type Accounts, type Invites, type Members } from '#area/accounts';
import { blobRoutes, type Blobs, type WorkspacesOf } from '#area/blobs';
import { engineRoutes, type SandboxTokens } from '#area/engine';
import { runRoutes, type Runs } from '#area/runs';
import { eventRoutes, type Hints } from '#platform/events';
import { router } from '#platform/http';

export interface ApiParts {
  readonly accounts: Accounts;
  readonly members: Members;
  readonly invites: Invites;
  readonly blobs: Blobs;
  readonly workspacesOf: WorkspacesOf;
  readonly sandbox: { readonly tokens: SandboxTokens; readonly baseUrl: string };
  readonly runs: Runs;
  readonly hints: Hints;
  readonly events: { readonly perUser: number; readonly draining: AbortSignal };
}

/** Everything below `/api` that pages call. */
export function createApi({ accounts, members, invites, blobs, workspacesOf, sandbox, runs, hints, events }: ApiParts) {
  return router().route(
    '/api',
    router()
      .route('/', eventRoutes(hints, events))
      .route('/', accountRoutes(accounts))
      .route('/', memberRoutes({ members, invites }))
      .route('/', blobRoutes(blobs, workspacesOf))
      .route('/', engineRoutes(sandbox))
      .route('/', runRoutes(runs))
  );
}

export type Api = ReturnType<typeof createApi>;
