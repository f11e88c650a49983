// The secret of a link is kept as its hash alone: who reads the database cannot open the links.
import { createHash } from 'node:crypto';

/** SHA-256 of a link's secret, hex. */
export function hashOfLink(secret: string): string {
  return createHash('sha256').update(secret, 'hex').digest('hex');
}
