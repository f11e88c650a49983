// Proves that a sealed secret opens for its owner with its key, and for nothing else.
import { expect, it } from 'vitest';
import { seal, unseal } from './sealed.ts';
import { keyFor } from './secret.ts';

const key = keyFor('a secret of an installation, long enough', 'provider keys');

it('[ENG-1] opens what it sealed, for the same owner and with the same key alone', () => {
  const sealed = seal(key, 'wsk_live_1234', 'workspace-a');
  expect(unseal(key, sealed, 'workspace-a')).toBe('wsk_live_1234');
  expect(unseal(key, sealed, 'workspace-b')).toBeUndefined();
  expect(unseal(keyFor('another secret of another installation', 'provider keys'), sealed, 'workspace-a')).toBeUndefined();
  expect(unseal(keyFor('a secret of an installation, long enough', 'other'), sealed, 'workspace-a')).toBeUndefined();
});

it('[ENG-1] notices every changed byte, and never shows the text', () => {
  const sealed = seal(key, 'wsk_live_1234', 'workspace-a');
  const bytes = Buffer.from(sealed, 'base64url');
  expect(bytes.toString('latin1')).not.toContain('wsk_live');
  for (const [at] of bytes.entries()) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(unseal(key, changed.toString('base64url'), 'workspace-a')).toBeUndefined();
  }
  for (const bad of ['', 'AAAA', sealed.slice(0, 30)]) expect(unseal(key, bad, 'workspace-a')).toBeUndefined();
});

it('[ENG-1] seals the same text differently each time', () => {
  expect(seal(key, 'same', 'w')).not.toBe(seal(key, 'same', 'w'));
});
