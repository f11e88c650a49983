// The one feed of this tab, joined to the account, the documents and the copies on this device.
import { account } from '#lib/accounts';
import { deviceCopies } from '#lib/blobs';
import { documents } from '#lib/sync';
import { Feed, type FeedTarget } from './feed.ts';

let feed: Feed | undefined;

/** The feed that fills `target`; the first caller's target is everyone's. */
export function feedOf(target: FeedTarget): Feed {
  feed ??= new Feed({
    target,
    open: (kind, docId, workspaceId, followed) => documents.open(kind, docId, workspaceId, followed),
    want: (copies) => deviceCopies.want(copies)
  });
  return feed;
}

/** Follows the workspace that this tab shows, for as long as the page lives; resolves when the present one is read. */
export async function follow(target: FeedTarget): Promise<void> {
  const following = feedOf(target);
  account.onWorkspace(({ id }) => void following.show(id));
  await following.show(account.workspace.id);
}
