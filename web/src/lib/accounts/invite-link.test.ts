// Proves that the secret of an invite link survives being handed on, and that nothing else is taken for one.
import { randomHex } from 'shared/kernel';
import { expect, it } from 'vitest';
import { endsIn, inviteLink, secretOf } from './invite-link.ts';

it('[ACC-3] carries the secret of an invite in the fragment alone', () => {
  const secret = randomHex(32);
  const link = new URL(inviteLink('https://preset.example', secret));
  expect([link.pathname, link.search, secretOf(link.hash)]).toEqual(['/join', '', secret]);
  expect(secretOf(`#${secret.toUpperCase()}\n`)).toBe(secret);
  for (const broken of ['', '#', `#${secret.slice(1)}`, `#${secret}0`, '#<script>']) expect(secretOf(broken)).toBeUndefined();
});

it('[ACC-3] says how long a link still works', () => {
  const hour = 60 * 60 * 1_000;
  expect([endsIn(hour, 0), endsIn(24 * hour, 0), endsIn(25 * hour, 0), endsIn(7 * 24 * hour, -30_000)]).toEqual([
    'Ends within a day',
    'Ends within a day',
    'Ends in 2 days',
    'Ends in 7 days'
  ]);
});
