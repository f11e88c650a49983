// The one access table: who may use each route and each kind of document. What is not listed here is denied.
import type { Role } from 'shared/accounts';
import type { DocumentKind } from 'shared/sync';

/** Where a request names the workspace it is about; a run or an earlier state is looked up by its id. */
export type Subject = 'body.workspaceId' | 'query.workspaceId' | 'path.workspaceId' | 'run' | 'history';

export type Rule =
  /** Strangers too. */
  | 'anyone'
  /** Everybody with a session, for themselves; the service decides by the caller. */
  | 'session'
  /** Whoever the document's kind or a share link lets in, see below; the socket tells a refusal by its close code, media are not found. */
  | 'document'
  /** Members of the workspace the request is about, from this role upwards; with `orSelf` whoever the path's `userId` names too. */
  | { readonly role: Role; readonly of: Subject; readonly orSelf?: true };

/** By method and path as the router knows them. */
export const routeAccess: Readonly<Record<string, Rule>> = {
  'GET /api/health': 'anyone',
  'GET /api/ready': 'anyone',
  'GET /api/openapi.json': 'anyone',
  'POST /api/auth/sign-in/anonymous': 'anyone',
  'POST /api/auth/device-renew': 'anyone',
  'GET /api/me': 'session',
  'POST /api/setup': 'session',
  'POST /api/workspaces/claim': 'session',
  'GET /api/workspaces/:workspaceId/members': { role: 'viewer', of: 'path.workspaceId' },
  'PUT /api/workspaces/:workspaceId/members/:userId': { role: 'owner', of: 'path.workspaceId' },
  'DELETE /api/workspaces/:workspaceId/members/:userId': { role: 'owner', of: 'path.workspaceId', orSelf: true },
  'GET /api/workspaces/:workspaceId/invites': { role: 'owner', of: 'path.workspaceId' },
  'POST /api/workspaces/:workspaceId/invites': { role: 'owner', of: 'path.workspaceId' },
  'DELETE /api/workspaces/:workspaceId/invites/:id': { role: 'owner', of: 'path.workspaceId' },
  'POST /api/invites/accept': 'session',
  'POST /api/shares': { role: 'editor', of: 'body.workspaceId' },
  'GET /api/shares': { role: 'editor', of: 'query.workspaceId' },
  'DELETE /api/shares/:id': { role: 'editor', of: 'query.workspaceId' },
  'POST /api/shares/open': 'anyone',
  'GET /api/sandbox/token': 'session',
  'GET /api/engine/models': 'session',
  'GET /api/engine/key': { role: 'owner', of: 'query.workspaceId' },
  'PUT /api/engine/key': { role: 'owner', of: 'body.workspaceId' },
  'DELETE /api/engine/key': { role: 'owner', of: 'query.workspaceId' },
  'POST /api/engine/quote': { role: 'editor', of: 'body.workspaceId' },
  'POST /api/engine/webhook/:attemptToken': 'anyone',
  'GET /api/events': { role: 'viewer', of: 'query.workspaceId' },
  'PUT /api/blobs/:hash': { role: 'editor', of: 'query.workspaceId' },
  'GET /api/blobs/:hash': 'session',
  'GET /media/:hash': 'session',
  'POST /api/runs': { role: 'editor', of: 'body.workspaceId' },
  'GET /api/runs': { role: 'viewer', of: 'query.workspaceId' },
  'GET /api/runs/:id': { role: 'viewer', of: 'run' },
  'POST /api/runs/:id/cancel': { role: 'editor', of: 'run' },
  'POST /api/runs/:id/pause': { role: 'editor', of: 'run' },
  'POST /api/runs/:id/resume': { role: 'editor', of: 'run' },
  'POST /api/runs/:id/retry': { role: 'editor', of: 'run' },
  'GET /api/runs/:id/items/:itemId': { role: 'viewer', of: 'run' },
  'POST /api/runs/:id/items/:itemId/settle': { role: 'editor', of: 'run' },
  'POST /api/runs/:id/priority': { role: 'editor', of: 'run' },
  'GET /api/credits': { role: 'viewer', of: 'query.workspaceId' },
  'PUT /api/credits/caps': { role: 'owner', of: 'body.workspaceId' },
  'POST /api/credits/grants': 'session',
  'GET /api/documents/history': { role: 'viewer', of: 'query.workspaceId' },
  'POST /api/documents/history': { role: 'editor', of: 'body.workspaceId' },
  'GET /api/documents/history/:id/state': { role: 'viewer', of: 'history' },
  'DELETE /api/documents/history/:id': { role: 'editor', of: 'history' },
  'POST /api/documents/history/:id/restore': { role: 'editor', of: 'history' },
  'POST /api/sync/exchange': 'session',
  'GET /sync/:workspaceId/:kind/:docId': 'document',
  'GET /sync/:workspaceId/:kind/:docId/media/:hash': 'document'
};

/** Least roles for the documents of a workspace. */
export const documentAccess: Readonly<Record<DocumentKind, { readonly read: Role; readonly write: Role }>> = {
  directory: { read: 'viewer', write: 'editor' },
  gallery: { read: 'viewer', write: 'editor' },
  preset: { read: 'viewer', write: 'editor' },
  board: { read: 'viewer', write: 'editor' }
};
