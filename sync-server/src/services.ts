// Chooses the adapters and builds the services of one server out of its configuration, in floor order.
import { join } from 'node:path';
import type { Logger } from 'pino';
import { allows, type Role } from 'shared/accounts';
import { toMicros } from 'shared/kernel';
import { restoreTopLevel, type DocumentName } from 'shared/sync';
import { Accounts, createAuth, CreditBook, Invites, Members, type MembershipChange } from '#area/accounts';
import { BlobCollector, Blobs, openDiskStore } from '#area/blobs';
import { keyOfPurse, webhookAddress, Webhooks, type KeyName } from '#area/engine';
import { Galleries } from '#area/gallery';
import { itemsUnderWay, runReferences, Runs } from '#area/runs';
import { DocumentHistory, documentReferences, Rooms, Shares, shareVisitor, syncHandler, Trash } from '#area/sync';
import { lonelyBus } from '#platform/bus';
import { openDatabase, type Database } from '#platform/database';
import { Hints } from '#platform/events';
import { ownOrigins, type Caller, type Place } from '#platform/http';
import { isLoopbackHost } from '#platform/network';
import { keyFor, readSecret } from '#platform/secret';
import { documentAccess } from './access-table.ts';
import { createApp } from './app.ts';
import { Chores } from './chores.ts';
import { connections, SPREAD_MS, histories, rounds, sizes, type Config } from './config/index.ts';
import type { Application } from './listen.ts';
import { openEngines } from './open-engines.ts';
import { sharedMedia } from './shared-media.ts';

export interface ServicesOptions {
  readonly config: Config;
  /** The data folder, locked for this process. */
  readonly folder: string;
  readonly log: Logger;
  /** The port that it listens on. */
  readonly port: number;
  readonly webFolder: string | undefined;
}

/** Opens everything and starts what works in the background. */
export async function startServices({ config, folder, log, port, webFolder }: ServicesOptions): Promise<Application> {
  const place = placeOf(config, port);
  const secret = readSecret(folder, config.PRESET_SECRET);
  const database = await openDatabase({ url: config.DATABASE_URL, file: join(folder, 'preset.db') });
  const bus = lonelyBus();
  const hints = new Hints(bus);
  const draining = new AbortController();

  const auth = createAuth({
    database,
    secret: keyFor(secret, 'session cookies'),
    publicUrl: place.publicUrl.origin,
    trustedOrigins: ownOrigins(place),
    loopback: place.loopback
  });
  const underWay = (keyName: KeyName) => itemsUnderWay(database, keyName);
  const opened = await openEngines({ config, folder, secret, place, database, underWay });
  const { engines, sandbox, uploads, quotes, catalogue } = opened;
  const accounts = new Accounts({ database, auth, engine: engines.standard.kind, grant: toMicros(config.PRESET_GRANT_USD) });
  const blobs = new Blobs({ database, store: await openDiskStore(join(folder, 'blobs')), quotaBytes: sizes.workspace });
  const reportRoom = (error: unknown, document: string) => log.error({ error, document }, 'room failed');
  const rooms = new Rooms({ database, bus, report: reportRoom, connectionsPerUser: connections.documents, spreadMs: SPREAD_MS });
  /** As what a member may open a document. */
  const roleFor = async ({ userId }: Caller, { workspaceId, kind }: DocumentName): Promise<Role | undefined> => {
    const role = await accounts.role(userId, workspaceId);
    const { read, write } = documentAccess[kind];
    if (!role || !allows(role, read)) return undefined;
    return allows(role, write) ? role : 'viewer';
  };
  const members = new Members({ database, changed: (change) => follow(change, rooms, hints) });
  const invites = new Invites({ database, members });
  const shares = new Shares({
    database,
    key: keyFor(secret, 'share passes'),
    ended: (visitorId, workspaceId) => rooms.closeFor(visitorId, workspaceId)
  });
  const shareEnds = setInterval(
    () => void shares.endExpired().catch((error: unknown) => log.error({ error }, 'shares failed')),
    20_000
  ).unref();
  const galleries = new Galleries({ database, rooms });
  /** A workspace's own key is its owners' money, the server's that of operators and granted accounts. */
  const purseOf = (caller: Caller, workspaceId: string, keyName: KeyName) =>
    accounts.purse({ engine: keyName === 'sandbox' ? 'sandbox' : 'wavespeed', own: keyName.startsWith('workspace:'), caller, workspaceId });
  const runs = new Runs({
    database,
    engines,
    uploads,
    webhook: webhookAddress(place),
    price: (one, recipe) => quotes.price(one, recipe),
    timings: { lookUpFor: config.PRESET_LOOK_UP_MINUTES * 60_000 },
    blobs,
    galleries,
    hints,
    log,
    purseOf
  });
  await runs.start();
  // Everybody in a workspace sees at once by whose money it works.
  engines.onChange((keyName) => {
    const workspaceId = keyName.slice('workspace:'.length);
    const tell = async () => {
      for (const userId of await accounts.memberIds(workspaceId))
        hints.publish(userId, { kind: 'me', id: workspaceId, revision: Date.now() });
    };
    void tell().catch((error: unknown) => log.warn({ error }, 'The members were not told of a changed key.'));
  });
  const credits = new CreditBook({
    database,
    engineOf: async (workspaceId) => (await engines.for(workspaceId)).kind,
    purseOf: async (caller, workspaceId) => purseOf(caller, workspaceId, (await engines.for(workspaceId)).keyName),
    isOperator: (userId) => accounts.isOperator(userId),
    providerOf: async (purse, { userId }, workspaceId) => {
      const keyName = keyOfPurse(purse);
      const paysIt =
        keyName === 'server'
          ? await accounts.isOperator(userId)
          : keyName !== 'sandbox' && (await accounts.role(userId, workspaceId)) === 'owner';
      return paysIt ? runs.upkeep.account(keyName) : null;
    },
    changed: (workspaceId) => hints.publish(workspaceId, { kind: 'credits', id: workspaceId, revision: Date.now() })
  });
  const history = new DocumentHistory({
    database,
    rooms,
    ...histories,
    restore: { board: restoreTopLevel, preset: restoreTopLevel },
    report: (error, document) => log.error({ error, document }, 'no state was taken for the history')
  });
  const trash = new Trash({ database, rooms, report: (error, document) => log.error({ error, document }, 'the trash was not swept') });
  const collector = new BlobCollector({ database, blobs, log, references: [documentReferences(database), runReferences(database)] });
  const refreshCatalogue = async () => {
    if ((await catalogue.refresh()) === 'not-believed')
      log.warn('The provider’s list of models cannot be believed; the one before stays in use.');
  };
  void refreshCatalogue().catch((error: unknown) =>
    log.warn({ error }, 'The provider’s list of models could not be read; it is asked again tomorrow.')
  );
  const chores = new Chores(
    {
      blobs: { every: rounds.blobs, work: (stopped) => collector.collect(stopped) },
      trash: { every: rounds.trash, work: (stopped) => trash.sweep(stopped) },
      history: { every: rounds.history, work: (stopped) => history.takeDue(stopped) },
      catalogue: { every: rounds.catalogue, work: refreshCatalogue },
      handed: { every: rounds.handed, work: () => uploads.sweep() },
      sweep: { every: rounds.sweep, work: (stopped) => runs.upkeep.sweep(stopped) },
      bill: { every: rounds.bill, work: (stopped) => runs.upkeep.correct(stopped) },
      thinning: { every: rounds.thinning, work: (stopped) => history.thinAll(stopped) }
    },
    (error, chore) => log.error({ error, chore }, 'a chore failed')
  );

  const app = createApp({
    place,
    log,
    accounts,
    members,
    credits,
    invites,
    shares,
    isSecure: place.publicUrl.protocol === 'https:',
    hints,
    runs,
    history,
    webFolder,
    trustedProxies: config.PRESET_TRUSTED_PROXIES,
    access: {
      role: (userId, workspaceId) => accounts.role(userId, workspaceId),
      workspaceOfRun: (runId) => runs.workspaceOf(runId),
      workspaceOfHistory: (id) => history.workspaceOf(id)
    },
    blobs,
    workspacesOf: async (caller) => (caller ? (await accounts.workspacesOf(caller.userId)).map(({ id }) => id) : []),
    engine: opened,
    webhooks: new Webhooks({ engineOf: (keyName) => engines.get(keyName), sink: runs }),
    events: { perUser: connections.events, draining: draining.signal },
    sandboxApp: sandbox.app,
    exchange: { rooms, roleFor, report: reportRoom, perUser: connections.exchanges },
    sharedMedia: sharedMedia({
      blobs,
      rooms,
      maySee: async (c, name) => {
        const caller = c.get('caller');
        if (caller && (await roleFor(caller, name))) return true;
        return (await shareVisitor(c, shares, name)) !== undefined;
      }
    }),
    sync: syncHandler(rooms, async (c, name) => {
      const caller = c.get('caller');
      const role = caller && (await roleFor(caller, name));
      if (role) return { userId: caller.userId, sessionId: caller.sessionId, role, name: await accounts.nameOf(caller.userId) };
      const visitorId = await shareVisitor(c, shares, name);
      return visitorId === undefined ? undefined : { userId: visitorId, role: 'viewer' };
    }),
    ready: async () => !draining.signal.aborted && (await canWrite(database))
  });

  return {
    app,
    address: place.publicUrl.origin,
    // On loopback the first session is the operator's anyway.
    setupToken: place.loopback ? undefined : await accounts.setupToken(),
    async drain() {
      draining.abort();
      await chores.stop();
      clearInterval(shareEnds);
      await runs.drain();
      await rooms.drain();
      await sandbox.close();
      await bus.close();
      await database.close();
    }
  };
}

/** Open connections follow a membership: sockets start again by the new role or end, so do event streams, and pages ask afresh. */
function follow({ userId, workspaceId, before, now }: MembershipChange, rooms: Rooms, hints: Hints): void {
  if (before !== undefined) rooms.closeFor(userId, workspaceId, { mayReturn: now !== undefined });
  hints.publish(userId, { kind: 'me', id: workspaceId, revision: Date.now() });
  if (now === undefined) hints.endFor(userId, workspaceId);
}

/** Asks the writer to change nothing: it answers only while it lives and can begin a transaction. */
async function canWrite({ db }: Database): Promise<boolean> {
  const asked = db.updateTable('setting').set({ value: '' }).where('key', '=', '').execute();
  return asked.then(
    () => true,
    () => false
  );
}

function placeOf(config: Config, port: number): Place {
  const scheme = config.PRESET_TLS_CERT ? 'https' : 'http';
  const publicUrl = new URL(config.PRESET_PUBLIC_URL ?? `${scheme}://localhost:${port}`);
  return { publicUrl, loopback: isLoopbackHost(publicUrl.hostname) && isLoopbackHost(config.HOST) };
}
