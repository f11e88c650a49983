// The pass of a share link's visitor: a signed note of one document and one share, which is no use for anything else.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { formatName, type DocumentName } from 'shared/sync';

export interface Pass {
  readonly shareId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Passes signed with `key` for the document they were made for. */
export function passes(key: string) {
  const sign = ({ shareId, expiresAt }: Pass, name: DocumentName) =>
    createHmac('sha256', key)
      .update(`${shareId}.${expiresAt}.${formatName(name)}`)
      .digest('base64url');
  return {
    make: (pass: Pass, name: DocumentName): string => `${pass.shareId}.${pass.expiresAt}.${sign(pass, name)}`,
    /** A pass that was made for this document and is not over, else undefined. */
    read(text: string, name: DocumentName, now: number): Pass | undefined {
      const [shareId = '', until = '', signature = ''] = text.split('.');
      const pass = { shareId, expiresAt: Number(until) };
      const given = Buffer.from(signature);
      const right = Buffer.from(sign(pass, name));
      const isGenuine = given.length === right.length && timingSafeEqual(given, right);
      return isGenuine && pass.expiresAt > now ? pass : undefined;
    }
  };
}
