// Personal tokens for the sandbox over HTTP: on the internet it draws only for people this server knows.
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SandboxTokens {
  make(userId: string): string;
  /** The user of a token that this server made, else undefined. */
  read(token: string): string | undefined;
}

/** Tokens signed with `key`; they need no storage and end with the key. */
export function sandboxTokens(key: string): SandboxTokens {
  const sign = (userId: string) => createHmac('sha256', key).update(userId).digest('base64url');
  return {
    make: (userId) => `sandbox.${Buffer.from(userId).toString('base64url')}.${sign(userId)}`,
    read(token) {
      const [prefix, encoded = '', signature = ''] = token.split('.');
      const userId = Buffer.from(encoded, 'base64url').toString();
      const given = Buffer.from(signature);
      const right = Buffer.from(sign(userId));
      const genuine = prefix === 'sandbox' && given.length === right.length && timingSafeEqual(given, right);
      return genuine ? userId : undefined;
    }
  };
}
