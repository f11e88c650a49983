// Holds every database adapter to the contracts.
import { databaseContract } from './database.contract.ts';
import { logContract } from './log.contract.ts';
import { describeDatabases } from './test-databases.ts';

describeDatabases((make) => {
  databaseContract(make);
  logContract(make);
});
