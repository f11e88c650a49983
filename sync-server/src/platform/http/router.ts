// The router that every area's routes are written on: zod at the door, problem documents for every error.
import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Problem, PROBLEM_TYPE, problem, problemSchema, type ProblemDocument } from 'shared/kernel';

/** Who makes a request; undefined for a stranger without a session. */
export interface Caller {
  readonly userId: string;
  readonly sessionId: string;
  readonly anonymous: boolean;
}

export interface Env {
  Variables: { caller: Caller | undefined; requestId: string };
}

/** A router whose failed validation answers with a problem document that names the fields. */
export function router() {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => (result.success ? undefined : answer(c, invalid(result.error).document))
  });
}

/** The caller of a route that the access table keeps for callers with a session. */
export function callerOf(c: Context<Env>): Caller {
  const caller = c.get('caller');
  if (!caller) throw problem('signed-out');
  return caller;
}

/** Names the fields of a zod error in a problem. */
function invalid(error: z.ZodError): Problem {
  const fields = error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
  const first = fields[0];
  return problem('invalid-input', { fields, detail: first && `${first.path || 'The body'}: ${first.message}` });
}

/** A problem document as a response. */
export function answer(c: Context, document: ProblemDocument): Response {
  const headers: Record<string, string> = { 'content-type': PROBLEM_TYPE };
  if (document.retryAfter !== undefined) headers['retry-after'] = String(Math.ceil(document.retryAfter));
  return c.body(JSON.stringify(document), document.status as 400, headers);
}

/** OpenAPI's description of a JSON body, for the `request` of a route. */
export const json = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } }
});

/** OpenAPI's description of a JSON answer, with problems as every other answer. */
export function answers<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: { description: 'A problem', content: { [PROBLEM_TYPE]: { schema: problemSchema } } }
  } as const;
}
