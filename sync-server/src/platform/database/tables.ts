// The rows of Preset, one interface a table. Times are epoch milliseconds, money whole micro-dollars, truth values 0 or 1.
// Round before writing an integer (SQLite would keep a fraction) and let the schema `text` of shared/kernel see every text (PostgreSQL refuses U+0000).
import type { ColumnType, Generated } from 'kysely';

type Flag = 0 | 1;
type DateColumn = ColumnType<string | Date, string | Date, string | Date>;

/** better-auth's five tables, in its own names and types; its planner proves them in a test. */
export interface UserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: number | boolean;
  image: string | null;
  createdAt: DateColumn;
  updatedAt: DateColumn;
  isAnonymous: number | boolean | null;
}
export interface SessionTable {
  id: string;
  token: string;
  userId: string;
  expiresAt: DateColumn;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: DateColumn;
  updatedAt: DateColumn;
}
export interface AccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: DateColumn | null;
  refreshTokenExpiresAt: DateColumn | null;
  scope: string | null;
  password: string | null;
  createdAt: DateColumn;
  updatedAt: DateColumn;
}
export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: DateColumn;
  createdAt: DateColumn;
  updatedAt: DateColumn;
}

export interface WorkspaceTable {
  id: string;
  name: string;
  kind: 'personal' | 'team';
  created_at: number;
}
export interface MemberTable {
  workspace_id: string;
  user_id: string;
  role: 'owner' | 'editor' | 'viewer';
  created_at: number;
}
/** An invite link; its secret is known by its hash alone. */
export interface InviteTable {
  id: string;
  workspace_id: string;
  secret_hash: string;
  role: 'editor' | 'viewer';
  max_uses: number;
  uses: number;
  expires_at: number;
  created_by: string;
  created_at: number;
}
/** A view-only link to one document. */
export interface ShareTable {
  id: string;
  workspace_id: string;
  kind: string;
  doc_id: string;
  secret_hash: string;
  expires_at: number;
  created_by: string;
  created_at: number;
}
/** A device that made a workspace; its secret renews a lost session. */
export interface DeviceTable {
  /** SHA-256 of the secret, hex; primary key together with the workspace. */
  secret_hash: string;
  workspace_id: string;
  user_id: string;
  created_at: number;
  seen_at: number;
}
export interface OperatorTable {
  user_id: string;
  created_at: number;
}
/** Small facts of the installation: `setup-token` (hash) and the like. */
export interface SettingTable {
  key: string;
  value: string;
}

export interface BlobTable {
  hash: string;
  type: string;
  bytes: number;
  /** JSON of BlobInfo once the picture was measured, null for thumbnails. */
  info: string | null;
  created_at: number;
}
export interface BlobGrantTable {
  workspace_id: string;
  hash: string;
  /** When the workspace last brought the bytes. */
  created_at: number;
  /** Since when nothing of the workspace refers to the blob; null while something does. */
  unreferenced_since: number | null;
}

export interface DocumentTable {
  name: string;
  workspace_id: string;
  kind: string;
  /** Sequence of the newest update. */
  seq: number;
  created_at: number;
  updated_at: number;
  /** Sequence and time of the newest state in the history. */
  history_seq: Generated<number>;
  history_at: Generated<number>;
  /** When its device says that it went to the trash, and when the server first saw it there with that time. */
  trashed_at: number | null;
  trash_seen_at: number | null;
  /** Set on a tombstone: the document is gone for good, and nothing is written to it any more. */
  purged_at: number | null;
}
/** An earlier state of a document, as bytes that a snapshot had. */
export interface HistoryTable {
  id: string;
  document: string;
  workspace_id: string;
  seq: number;
  /** What a person called it; null for one that was taken by itself. */
  name: string | null;
  created_at: number;
  /** Who named it. */
  by: string | null;
  /** Length of the state. */
  bytes: number;
  /** As `unpackState` reads it. */
  state: Uint8Array;
}
export interface UpdateLogTable {
  document: string;
  seq: number;
  payload: Uint8Array;
}
export interface SnapshotTable {
  document: string;
  /** Every update up to and including this sequence is contained. */
  seq: number;
  /** The state as `unpackState` reads it. */
  state: Uint8Array;
  created_at: number;
  /** Length as a V1 update, the state vector in Yjs's encoding, and the delete set as `encodeDeleteSet` writes it; null from earlier versions. */
  bytes: number | null;
  state_vector: Uint8Array | null;
  delete_set: Uint8Array | null;
}
/** The server's own gallery shards: it fills one at a time to 1,000 assets. */
export interface GalleryShardTable {
  workspace_id: string;
  shard_id: string;
  assets: number;
  created_at: number;
}

export interface RunTable {
  id: string;
  workspace_id: string;
  user_id: string;
  title: string;
  /** JSON of Recipe. */
  recipe: string;
  engine: 'sandbox' | 'wavespeed';
  /** Whose money: `play:<workspaceId>`, `server:<userId>` or `workspace:<workspaceId>`. */
  purse: string;
  /** `sandbox`, `server` or `workspace:<workspaceId>`: the provider key that it is sent with. */
  key_name: Generated<string>;
  /** How it was composed; null for runs of before it was told. */
  mode: string | null;
  /** The collection that results land in. */
  collection: string | null;
  /** 1 high, 0 normal, -1 low: an order among one member's runs. */
  priority: Generated<number>;
  items: number;
  /** The average where items differ. */
  item_price: number;
  total: Generated<number>;
  paused: Flag;
  cancelled: Flag;
  revision: number;
  created_at: number;
  finished_at: number | null;
}
export interface ItemTable {
  id: string;
  run_id: string;
  workspace_id: string;
  user_id: string;
  position: number;
  state: string;
  engine: 'sandbox' | 'wavespeed';
  key_name: Generated<string>;
  /** Micro-dollars: what it is reserved with and settled at. */
  price: Generated<number>;
  /** JSON of ItemChange: what it asks for in place of its run's recipe. */
  change: string | null;
  /** Revision of the run at its last change. */
  revision: Generated<number>;
  /** When its reservation was made, which decides the day that it counts for. */
  reserved_at: Generated<number>;
  due_at: number;
  owner: string | null;
  lease_until: number | null;
  fence: Generated<number>;
  attempts: Generated<number>;
  cancel_requested: Generated<Flag>;
  prediction_id: string | null;
  /** JSON of the provider's outputs and facts once completed. */
  result: string | null;
  /** JSON of {code, title, remedy}. */
  problem: string | null;
  /** JSON array of asset ids. */
  assets: string | null;
  /** What a text model answered. */
  text: string | null;
  charged: Generated<number>;
  submitted_at: number | null;
  /** When the server wrote the assets into the gallery document; never written again after that. */
  delivered_at: number | null;
  finished_at: number | null;
  created_at: number;
}
/** One submission of an item: the intent is committed before the POST. */
export interface AttemptTable {
  id: string;
  item_id: string;
  number: number;
  /** `submitting`, then `accepted`, `refused` (proof that nothing was started) or `unknown`. */
  outcome: string;
  /** Secret of the webhook's path. */
  token: string;
  prediction_id: string | null;
  error: string | null;
  created_at: number;
  answered_at: number | null;
}
/** Append-only; balances are sums: available = granted - spent - reserved. */
export interface LedgerTable {
  /** Deterministic, such as `<itemId>:settle`, so that a repeated write is the same entry. */
  id: string;
  purse: string;
  kind: 'grant' | 'reserve' | 'settle' | 'release' | 'correct';
  /** Where and for whom it was spent; null for grants. */
  workspace_id: string | null;
  user_id: string | null;
  /** Days of UTC since 1970 at the reservation: what is given back or settled later counts for the day that it was reserved on. */
  day: Generated<number>;
  run_id: string | null;
  item_id: string | null;
  granted: number;
  reserved: number;
  spent: number;
  created_at: number;
}

/** A workspace's own provider key. */
export interface EngineKeyTable {
  workspace_id: string;
  /** Encrypted with the installation's secret for this workspace. */
  sealed: string;
  /** Its last four characters, to tell keys apart. */
  ending: string;
  level: 'bronze' | 'silver' | 'gold' | 'ultra';
  created_by: string;
  created_at: number;
}
/** Where the provider has a file that was handed over with a key. */
export interface EngineUploadTable {
  /** `sandbox`, `server` or `workspace:<workspaceId>`; primary key together with the hash. */
  key_name: string;
  hash: string;
  url: string;
  expires_at: number;
}
/** What a workspace allows itself, in micro-dollars; null is no cap. */
export interface CapTable {
  workspace_id: string;
  run: number | null;
  member_day: number | null;
  workspace_day: number | null;
  updated_by: string;
  updated_at: number;
}
/** A finished prediction in a provider's history that belongs to no item. */
export interface StrayTable {
  prediction_id: string;
  key_name: string;
  model: string;
  /** When the provider says that it was sent, and when it was first seen here. */
  created_at: number;
  found_at: number;
}

export interface Tables {
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  workspace: WorkspaceTable;
  member: MemberTable;
  invite: InviteTable;
  share: ShareTable;
  device: DeviceTable;
  operator: OperatorTable;
  setting: SettingTable;
  blob: BlobTable;
  blob_grant: BlobGrantTable;
  document: DocumentTable;
  history: HistoryTable;
  update_log: UpdateLogTable;
  snapshot: SnapshotTable;
  gallery_shard: GalleryShardTable;
  run: RunTable;
  item: ItemTable;
  attempt: AttemptTable;
  ledger: LedgerTable;
  engine_key: EngineKeyTable;
  engine_upload: EngineUploadTable;
  cap: CapTable;
  stray: StrayTable;
}
