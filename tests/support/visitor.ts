// A visitor without a browser: a session cookie, a claimed workspace and the API.
import { newId, randomHex, type Id } from 'shared/kernel';

export interface Visitor {
  readonly workspaceId: Id;
  readonly cookie: string;
  /** A request with the visitor's cookie; a body is sent as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Signs in anonymously, and claims a workspace unless told otherwise. */
export async function visit(origin: string, { claim = true } = {}): Promise<Visitor> {
  const signedIn = await fetch(`${origin}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}'
  });
  if (!signedIn.ok) throw new Error(`No session: ${signedIn.status} ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const workspaceId = newId();
  const send: Visitor['send'] = (method, path, body, headers = {}) =>
    fetch(`${origin}${path}`, {
      method,
      headers: { cookie, ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
    });
  if (claim) {
    const claimed = await send('POST', '/api/workspaces/claim', { workspaceId, name: 'Test', secret: randomHex(32) });
    if (!claimed.ok) throw new Error(`Not claimed: ${claimed.status} ${await claimed.text()}`);
  }
  return { workspaceId, cookie, send };
}
