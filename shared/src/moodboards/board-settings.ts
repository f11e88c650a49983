// What concerns a board as a whole: its ground and its tags.
import type * as Y from 'yjs';
import * as z from 'zod';
import { stampFormat } from '../sync/index.ts';

const FORMAT = { version: 1, minReader: 1 };

/** The tags that a board can be given. */
export const boardTags = [
  'minimalist',
  'vintage',
  'modern',
  'retro',
  'dark',
  'bright',
  'warm',
  'cool',
  'organic',
  'geometric',
  'abstract',
  'realistic',
  'playful',
  'professional',
  'elegant',
  'bold',
  'subtle'
] as const;

const schemas = {
  ground: z.enum(['dots', 'plain']),
  tags: z.array(z.enum(boardTags)).max(boardTags.length)
};
export type BoardSettings = { readonly [Setting in keyof typeof schemas]?: z.infer<(typeof schemas)[Setting]> };

/** The board's settings; a value that cannot be read counts as not set. */
export function readBoardSettings(doc: Y.Doc): BoardSettings {
  const board = doc.getMap<unknown>('board');
  const ground = schemas.ground.safeParse(board.get('ground'));
  const tags = schemas.tags.safeParse(board.get('tags'));
  return { ...(ground.success ? { ground: ground.data } : {}), ...(tags.success ? { tags: tags.data } : {}) };
}

/** Sets one setting. Throws a ZodError for a value that the schema refuses. */
export function setBoardSetting<Setting extends keyof BoardSettings>(
  doc: Y.Doc,
  setting: Setting,
  value: NonNullable<BoardSettings[Setting]>,
  origin?: unknown
): void {
  const parsed = schemas[setting].parse(value);
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    doc.getMap<unknown>('board').set(setting, parsed);
  }, origin);
}
