// The areas' routers in floor order; their composed type is all that the web package sees of the server.
import { accountRoutes, creditRoutes, memberRoutes, type Accounts, type CreditBook, type Invites, type Members } from '#area/accounts';
import { blobRoutes, type Blobs, type WorkspacesOf } from '#area/blobs';
import { engineRoutes, webhookRoutes, type EngineRoutesOptions, type Webhooks } from '#area/engine';
import { quoteRoutes, runRoutes, type QuotingOptions, type Runs } from '#area/runs';
import { exchangeRoutes, historyRoutes, shareRoutes, type DocumentHistory, type ExchangeOptions, type Shares } from '#area/sync';
import { eventRoutes, type Hints } from '#platform/events';
import { router } from '#platform/http';

export interface ApiParts {
  readonly accounts: Accounts;
  readonly members: Members;
  readonly credits: CreditBook;
  readonly invites: Invites;
  readonly blobs: Blobs;
  readonly workspacesOf: WorkspacesOf;
  readonly engine: EngineRoutesOptions & QuotingOptions;
  readonly webhooks: Webhooks;
  readonly shares: Shares;
  /** Whether people reach the server by https. */
  readonly isSecure: boolean;
  readonly exchange: ExchangeOptions;
  readonly runs: Runs;
  readonly history: DocumentHistory;
  readonly hints: Hints;
  readonly events: { readonly perUser: number; readonly draining: AbortSignal };
}

/** Everything below `/api` that pages call. */
export function createApi({
  accounts,
  members,
  credits,
  invites,
  blobs,
  workspacesOf,
  engine,
  webhooks,
  shares,
  isSecure,
  exchange,
  runs,
  history,
  hints,
  events
}: ApiParts) {
  return router().route(
    '/api',
    router()
      .route('/', eventRoutes(hints, events))
      .route('/', accountRoutes(accounts))
      .route('/', memberRoutes({ members, invites }))
      .route('/', creditRoutes(credits))
      .route('/', blobRoutes(blobs, workspacesOf))
      .route('/', engineRoutes(engine))
      .route('/', webhookRoutes(webhooks))
      .route('/', exchangeRoutes(exchange))
      .route('/', historyRoutes(history))
      .route('/', shareRoutes(shares, isSecure))
      .route('/', quoteRoutes(engine))
      .route('/', runRoutes(runs))
  );
}

export type Api = ReturnType<typeof createApi>;
