// View-only links to a board: made, listed and ended by its editors, opened by whoever was sent one.
import { newId, Problem, randomHex } from 'shared/kernel';
import { linkSecretSchema } from 'shared/accounts';
import type { OpenedShare, Share } from 'shared/sync';
import { api, call } from '#lib/platform';

/** Makes a link and answers its address, which can be seen only now: the server keeps no secret. */
export async function makeShare(workspaceId: string, boardId: string, days: number): Promise<string> {
  const secret = randomHex(32);
  await call(api().shares.$post({ json: { id: newId(), secret, workspaceId, kind: 'board', docId: boardId, days } }));
  return `${location.origin}/share#${secret}`;
}

/** The links to a board that still work, newest first. */
export async function sharesOf(workspaceId: string, boardId: string): Promise<Share[]> {
  const { shares } = await call(api().shares.$get({ query: { workspaceId } }));
  return shares.filter(({ kind, docId }) => kind === 'board' && docId === boardId);
}

/** Ends a link and sends its visitors away. */
export async function endShare(workspaceId: string, id: string): Promise<void> {
  await call(api().shares[':id'].$delete({ param: { id }, query: { workspaceId } }));
}

/** The secret of an address's fragment (`#…`), undefined when the link is not whole. */
export function secretOfShare(fragment: string): string | undefined {
  return linkSecretSchema.safeParse(fragment.replace(/^#/, '').trim().toLowerCase()).data;
}

/** Opens a link; the browser keeps the pass that the server gives. */
export function openShare(secret: string): Promise<OpenedShare> {
  return call(api().shares.open.$post({ json: { secret } }));
}

/** What happened, what is safe and what to do. */
export function whyNot(error: unknown): string {
  if (error instanceof Problem) return `${error.document.title} ${error.document.remedy}`;
  return 'The server could not be reached. Nothing was changed; try again when it answers.';
}
