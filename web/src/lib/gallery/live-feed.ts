// The one feed of this tab, joined to the account, the documents and the copies on this device.
import type { AssetId } from 'shared/gallery';
import { account } from '#lib/accounts';
import { deviceCopies } from '#lib/blobs';
import { documents } from '#lib/sync';
import { Feed, type FeedTarget } from './feed.ts';
import { keepFirstScreen } from './first-screen.ts';

let feed: Feed | undefined;

/** The feed that fills `target`; the first caller's target is everyone's. */
export function feedOf(target: FeedTarget): Feed {
  feed ??= new Feed({
    target,
    open: (kind, docId, workspaceId, followed) => documents.open(kind, docId, workspaceId, followed),
    want: (copies) => deviceCopies.want(copies),
    keep: (workspaceId, assets) => void keepFirstScreen(workspaceId, assets)
  });
  return feed;
}

/**
 * Follows the workspace that this tab shows, for as long as the page lives; resolves when the present one is read. `early` are assets of it
 * that the target has already.
 */
export async function follow(target: FeedTarget, early: ReadonlySet<AssetId>): Promise<void> {
  const following = feedOf(target);
  const reading = following.show(account.workspace.id, early);
  account.onWorkspace(({ id }) => void following.show(id));
  await reading;
}
