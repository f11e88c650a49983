// Boards made of boards: duplicates, templates of one's own, and boards that begin from a template; all without network.
import { copyBoard } from 'shared/moodboards';
import { account } from '#lib/accounts';
import { documents } from '#lib/sync';
import { boards } from './boards.svelte.ts';
import { fillBoard, type Template } from './templates.ts';

/** What a new board begins from: nothing, a template that comes with Preset, or a board. */
export type Beginning = undefined | Template | { readonly docId: string };

/** Makes a board and answers its id. */
export async function makeBoard(title: string, from: Beginning): Promise<string> {
  return from && 'docId' in from ? copyOf(from.docId, title) : fill(await boards.create(title), from);
}

/** A board like another one, in the same workspace. */
export async function duplicateBoard(docId: string): Promise<string> {
  const entry = boards.get(docId);
  const title = `${entry?.title || 'Untitled board'}, copy`.slice(0, 200);
  return copyOf(docId, title, { tags: entry?.tags ?? [] });
}

/** Keeps what lies on a board as something to begin from; the board itself stays work. */
export async function saveAsTemplate(docId: string): Promise<string> {
  const entry = boards.get(docId);
  return copyOf(docId, entry?.title || 'Untitled board', { template: true, tags: entry?.tags ?? [] });
}

async function fill(docId: string, template: Template | undefined): Promise<string> {
  if (!template) return docId;
  const board = await documents.open('board', docId, undefined, false);
  await board.ready;
  fillBoard(board.doc, template, account.user?.id);
  board.close();
  return docId;
}

async function copyOf(from: string, title: string, more: { template?: true; tags?: readonly string[] } = {}): Promise<string> {
  const source = await documents.open('board', from, undefined, false);
  await source.ready;
  const docId = await boards.create(title, more);
  const copy = await documents.open('board', docId, undefined, false);
  await copy.ready;
  copyBoard(source.doc, copy.doc);
  source.close();
  copy.close();
  return docId;
}
