// Begins to read a board while the code of its page is still on its way: when its link is pointed at, or when it is followed.
import { documents } from '#lib/sync';

/** Milliseconds for which the document is held; the page holds it by itself once it is there. */
const HELD = 5_000;

/** The page of a board, which then finds the board's document read or half read. */
export async function openBoardPage(id: string) {
  // Without a socket: whoever only points at a link has not come to the board.
  const document = documents.open('board', id, undefined, false);
  setTimeout(() => void document.then((held) => held.close()).catch(() => undefined), HELD);
  return (await import('./components/BoardPage.svelte')).default;
}
