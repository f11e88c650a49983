// Door of sync: names of documents, what every document shares, the directory, and the numbers of the wire.
export {
  addDocument,
  listedKinds,
  observeDirectory,
  readDocuments,
  readSettings,
  readShards,
  registerShard,
  removeDocument,
  renameDocument,
  restoreDocument,
  setSetting,
  tagDocument,
  trashDocument,
  type DocumentEntry,
  type ListedKind,
  type Shard,
  type WorkspaceSettings
} from './directory-doc.ts';
export { decodeDeleteSet, encodeDeleteSet, encodeDeletions, type Deletions, type Range } from './delete-set.ts';
export { canRead, stampFormat } from './document-format.ts';
export {
  encodeAnswer,
  encodeEntry,
  EXCHANGE_TYPE,
  MAX_EXCHANGE_BYTES,
  MAX_EXCHANGE_ENTRIES,
  readAnswers,
  readEntries,
  type ExchangeAnswer,
  type ExchangeEntry,
  type ExchangeRefusal
} from './exchange.ts';
export {
  historyEntrySchema,
  historyListSchema,
  historyPlaceSchema,
  newHistoryEntrySchema,
  type HistoryEntry,
  type NewHistoryEntry
} from './history.ts';
export {
  DIRECTORY_ID,
  documentIdSchema,
  documentKinds,
  documentKindSchema,
  formatName,
  parseName,
  type DocumentKind,
  type DocumentName
} from './names.ts';
export { syncProblem } from './problems.ts';
export { restoreTopLevel, type Restore } from './restore.ts';
export { newShareSchema, openedShareSchema, shareListSchema, shareSchema, type NewShare, type OpenedShare, type Share } from './share.ts';
export { CLOSE, MAX_DOCUMENT_BYTES, MAX_FRAME_BYTES, MESSAGE } from './wire.ts';
