// How much a provider key still has in hand, so that it is not taken away from under it.
import type { KeyName } from '#area/engine';
import type { Database } from '#platform/database';

/** Items that were sent with a key, or may have been, and are not fetched yet. */
export async function itemsUnderWay({ db }: Database, keyName: KeyName): Promise<number> {
  const { items } = await db
    .selectFrom('item')
    .select(({ fn }) => fn.countAll<number>().as('items'))
    .where('key_name', '=', keyName)
    .where('state', 'in', ['submitting', 'submitted', 'uncertain'])
    .executeTakeFirstOrThrow();
  return items;
}
