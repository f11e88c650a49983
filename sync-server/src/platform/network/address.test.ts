// Proves that no address inside is taken for a public one.
import { expect, it } from 'vitest';
import { isLoopbackHost, isPublicAddress } from './address.ts';
import { fetchBytes } from './guarded-fetch.ts';

it('[ENG-5] tells public addresses from all others', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'not an address',
    ''
  ];
  expect(inside.filter(isPublicAddress)).toEqual([]);
  expect(['8.8.8.8', '2606:4700::1111'].filter(isPublicAddress)).toHaveLength(2);
});

it('[ENG-5] fetches nothing but public https, whatever the spelling', async () => {
  const forbidden = [
    'http://example.com/a.png',
    'https://127.0.0.1/a',
    'https://2130706433/a',
    'https://0x7f.1/a',
    'https://[::1]/a',
    'https://[::ffff:127.0.0.1]/a',
    'https://localhost/a',
    'https://user:pass@example.com/a',
    'file:///etc/passwd',
    'not a url'
  ];
  for (const url of forbidden) await expect(fetchBytes(url, { maxBytes: 10 }), url).rejects.toMatchObject({ code: 'foreign-address' });
});

it('[ACC-4] knows the names of this machine', () => {
  expect(['localhost', 'preset.localhost', '127.0.0.1', '127.9.9.9', '[::1]', '::1'].every(isLoopbackHost)).toBe(true);
  expect(['example.com', '10.0.0.1', 'localhost.example.com'].some(isLoopbackHost)).toBe(false);
});
