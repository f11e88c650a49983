// Makes a board of one's own out of a copy that was kept aside, in a workspace where this person may write.
import { allows } from 'shared/accounts';
import { randomHex } from 'shared/kernel';
import { addDocument, DIRECTORY_ID, readDocuments } from 'shared/sync';
import { account } from '#lib/accounts';
import { documents } from '#lib/sync';

interface KeptBoard {
  readonly workspaceId: string;
  readonly docId: string;
}

/**
 * Writes a copy's state (a V2 update) into a new board; the copy stays as it is. The board lies in the workspace in sight, or else in
 * one of this person's own. Undefined where there is no workspace in which they may write.
 */
export async function keepAsBoard(state: Uint8Array, from: { workspaceId: string; docId: string }): Promise<KeptBoard | undefined> {
  await account.start();
  const all = account.me?.workspaces ?? [account.workspace];
  const place = [account.workspace, ...all.filter(({ role }) => role === 'owner')].find(({ role }) => allows(role, 'editor'));
  if (!place) return undefined;
  const docId = randomHex(12);
  const [{ applyUpdateV2 }, board, directory] = await Promise.all([
    import('yjs'),
    documents.open('board', docId, place.id),
    documents.open('directory', DIRECTORY_ID, place.id)
  ]);
  try {
    await Promise.all([board.ready, directory.ready]);
    applyUpdateV2(board.doc, state);
    const by = account.user?.id;
    const title = await titleOf(from);
    addDocument(directory.doc, {
      kind: 'board',
      docId,
      title: title ? `${title}, my version` : 'My version of a board',
      createdAt: Date.now(),
      ...(by === undefined ? {} : { by })
    });
  } finally {
    board.close();
    directory.close();
  }
  return { workspaceId: place.id, docId };
}

/** What the board was called where it came from, as far as this device knows. */
async function titleOf({ workspaceId, docId }: { workspaceId: string; docId: string }): Promise<string | undefined> {
  const directory = await documents.open('directory', DIRECTORY_ID, workspaceId, false);
  await directory.ready;
  const title = readDocuments(directory.doc).find((one) => one.kind === 'board' && one.docId === docId)?.title;
  directory.close();
  return title;
}
