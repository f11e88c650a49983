// Proves that only this server's own tokens open the sandbox elsewhere.
import { expect, it } from 'vitest';
import { sandboxTokens } from './sandbox-tokens.ts';

it('[ENG-2] reads back its own tokens and no others', () => {
  const tokens = sandboxTokens('key one');
  const token = tokens.make('user-1');
  expect(tokens.read(token)).toBe('user-1');
  expect(sandboxTokens('key two').read(token)).toBeUndefined();
  const forged = token.replace(Buffer.from('user-1').toString('base64url'), Buffer.from('user-2').toString('base64url'));
  for (const bad of ['', 'sandbox', 'sandbox..', forged, `${token}x`, token.replace('sandbox', 'other')])
    expect(tokens.read(bad)).toBeUndefined();
});
