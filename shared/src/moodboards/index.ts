// Door of moodboards: board documents, their items, comments and order.
export {
  addItems,
  boardUndo,
  changeItems,
  MAX_BOARD_ITEMS,
  noteText,
  observeItems,
  readGeometry,
  readFields,
  readItem,
  readItems,
  removeItems,
  trackNote,
  type BoardChange,
  type BoardEntry,
  type BoardNews
} from './board-doc.ts';
export {
  boardItemIdSchema,
  colourSchema,
  FARTHEST,
  type BoardField,
  type BoardFields,
  type BoardItem,
  type BoardItemId,
  type BoardItemKind,
  type BoardPicture,
  type BoardRecord,
  type ConnectorEnd,
  type Geometry
} from './board-item.ts';
export { boardTags } from './board-tags.ts';
export {
  addMessage,
  addThread,
  moveThread,
  observeThreads,
  readThreads,
  removeMessage,
  removeThread,
  resolveThread,
  type CommentMessage,
  type CommentPin,
  type CommentThread
} from './comments-doc.ts';
export { copyBoard } from './copy-board.ts';
export { compareOrder, keysBetween, reordered, type Ordered } from './order.ts';
export { MAX_TOLD, readPresence } from './presence.ts';
