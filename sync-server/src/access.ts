// Enforces the access table before any handler runs, with the same answer for "not yours" and "not there".
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { accountProblem, allows, type Role } from 'shared/accounts';
import { idSchema, problem } from 'shared/kernel';
import { callerOf, type Env } from '#platform/http';
import { routeAccess, type Rule, type Subject } from './access-table.ts';

/** What the guard asks the areas. */
export interface AccessSources {
  role(userId: string, workspaceId: string): Promise<Role | undefined>;
  workspaceOfRun(runId: string): Promise<string | undefined>;
  workspaceOfHistory(id: string): Promise<string | undefined>;
}

/** Lets a request through to its handler only when the access table allows it. */
export function accessGuard(sources: AccessSources): MiddlewareHandler<Env> {
  return async (c, next) => {
    const route = routeOf(c);
    const rule = route === undefined ? undefined : routeAccess[route];
    if (route === undefined || rule === undefined) throw problem('not-found');
    if (rule !== 'anyone' && rule !== 'document') callerOf(c);
    if (typeof rule === 'object') await assertRole(c, route, rule, sources);
    await next();
  };
}

/** Method and path of the handler that a request is for, as the access table spells them. */
function routeOf(c: Context<Env>): string | undefined {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return route && `${c.req.method === 'HEAD' ? 'GET' : c.req.method} ${route.path}`;
}

type Membership = Exclude<Rule, string>;

async function assertRole(c: Context<Env>, route: string, { role: needed, of, orSelf }: Membership, sources: AccessSources): Promise<void> {
  const workspaceId = await subjectOf(c, route, of, sources);
  const { userId } = callerOf(c);
  const role = workspaceId === undefined ? undefined : await sources.role(userId, workspaceId);
  if (role === undefined) throw problem('not-found');
  if (allows(role, needed) || (orSelf && inPath(c, route, ':userId') === userId)) return;
  throw needed === 'owner' ? accountProblem('owners-only') : problem('role-too-low');
}

/** The workspace a request is about; undefined where there is none such. A request that names none at all is invalid input. */
async function subjectOf(c: Context<Env>, route: string, subject: Subject, sources: AccessSources): Promise<string | undefined> {
  if (subject === 'run' || subject === 'history') {
    const id = idSchema.safeParse(inPath(c, route, ':id'));
    if (!id.success) return undefined;
    return subject === 'run' ? sources.workspaceOfRun(id.data) : sources.workspaceOfHistory(id.data);
  }
  if (subject === 'path.workspaceId') return idSchema.safeParse(inPath(c, route, ':workspaceId')).data;
  const named = subject === 'query.workspaceId' ? c.req.query('workspaceId') : await workspaceInBody(c);
  const workspaceId = idSchema.safeParse(named);
  if (!workspaceId.success) {
    throw problem('invalid-input', {
      detail: 'workspaceId: Name the workspace.',
      fields: [{ path: 'workspaceId', message: 'Name the workspace.' }]
    });
  }
  return workspaceId.data;
}

/** A parameter of the route. Hono knows them only in the route's own handler, not in what runs before it. */
function inPath(c: Context<Env>, route: string, parameter: string): string | undefined {
  const place = route.split(' ')[1]?.split('/').indexOf(parameter) ?? -1;
  return c.req.path.split('/')[place];
}

/** Hono keeps the parsed body, so the handler's own validation reads it again without cost. */
async function workspaceInBody(c: Context<Env>): Promise<unknown> {
  const body: unknown = await c.req.json().catch(() => undefined);
  return typeof body === 'object' && body !== null && 'workspaceId' in body ? body.workspaceId : undefined;
}
