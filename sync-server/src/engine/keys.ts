// The names of provider keys: whose account and whose rates an item counts against.

/** The sandbox's, the server's own, or a workspace's own key. */
export type KeyName = 'sandbox' | 'server' | `workspace:${string}`;

/** The key that the runs of a purse are sent with: play money, the server's money, or a workspace's own. */
export function keyOfPurse(purse: string): KeyName {
  const [kind, ...rest] = purse.split(':');
  if (kind === 'play') return 'sandbox';
  return kind === 'workspace' ? `workspace:${rest.join(':')}` : 'server';
}
