// People of a Preset server: enough members of one workspace that no person has more sockets open than the server allows.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { visit, type Visitor } from '../../support/visitor.ts';

export interface Place {
  readonly workspaceId: string;
  /** Headers of the socket or request with this number: whose it is, and from which address it seems to come. */
  headers(socket: number): Record<string, string>;
}

/** Sockets of one person; the server allows 400. */
const SOCKETS_EACH = 300;
/** Sockets that seem to come from one address; the server allows 1,200 requests a minute. */
const SOCKETS_PER_ADDRESS = 500;

/** Signs in as many people as so many sockets need, all of them in one workspace. */
export async function settle(origin: string, folder: string, sockets: number): Promise<Place> {
  const owner = await visit(origin);
  const people = [owner];
  while (people.length < Math.ceil(sockets / SOCKETS_EACH)) {
    const visitor = await visit(origin, { claim: false });
    await admit(visitor, owner.workspaceId, folder);
    people.push(visitor);
  }
  return {
    workspaceId: owner.workspaceId,
    headers(socket) {
      const address = Math.floor(socket / SOCKETS_PER_ADDRESS);
      return {
        cookie: people[Math.floor(socket / SOCKETS_EACH) % people.length]?.cookie ?? '',
        'x-forwarded-for': `10.0.${address >> 8}.${address & 255}`
      };
    }
  };
}

/** Writes the member row that an invitation would write. */
async function admit(visitor: Visitor, workspaceId: string, folder: string): Promise<void> {
  const { user } = (await (await visitor.send('GET', '/api/me')).json()) as { user: { id: string } };
  const file = new DatabaseSync(join(folder, 'preset.db'), { timeout: 5_000 });
  file
    .prepare('insert into member (workspace_id, user_id, role, created_at) values (?, ?, ?, ?)')
    .run(workspaceId, user.id, 'editor', Date.now());
  file.close();
}
