// Brings a database to the newest tables; every migration runs in a transaction on both databases.
import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { foundation } from './migrations/0001-foundation.ts';
import { sharing } from './migrations/0002-sharing.ts';
import { history } from './migrations/0003-history.ts';
import { blobCollection } from './migrations/0004-blob-collection.ts';
import { snapshotFacts } from './migrations/0005-snapshot-facts.ts';
import { engine } from './migrations/0006-engine.ts';
import { runs } from './migrations/0007-runs.ts';
import { runCollection } from './migrations/0008-run-collection.ts';
import type { Database } from './port.ts';
import type { Tables } from './tables.ts';

/** All migrations by name, oldest first; a landed one never changes. */
const migrations = (kind: Database['kind']): Record<string, Migration> => ({
  '0001-foundation': foundation(kind),
  '0002-sharing': sharing,
  '0003-history': history,
  '0004-blob-collection': blobCollection,
  '0005-snapshot-facts': snapshotFacts,
  '0006-engine': engine,
  '0007-runs': runs,
  '0008-run-collection': runCollection
});

/** Runs the migrations that are still missing; throws when one fails (nothing of the run is kept) or when the database is newer. */
export async function migrate(db: Kysely<Tables>, kind: Database['kind']): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations(kind)) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
