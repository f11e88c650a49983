// A process that appends to a log until it is killed and prints each sequence number once it is acknowledged; run by sqlite.test.ts.
import { writeSync } from 'node:fs';
import { openDatabase } from './open.ts';

const [, , file = '', document = ''] = process.argv;
const database = await openDatabase({ file });

async function append(): Promise<never> {
  for (;;) {
    const [seq] = await database.appendUpdates([{ document, updates: [Buffer.alloc(200, 1)] }]);
    // Synchronous, so that an acknowledgement has left this process before the next one can be asked for.
    writeSync(1, `${seq}\n`);
  }
}
async function transact(): Promise<never> {
  for (;;) {
    await database.db.transaction().execute(async (transaction) => {
      const { entries } = await transaction
        .selectFrom('setting')
        .select((eb) => eb.fn.countAll<number>().as('entries'))
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto('setting')
        .values({ key: `k${entries}`, value: '' })
        .execute();
    });
  }
}
await Promise.all([append(), append(), append(), transact()]);
