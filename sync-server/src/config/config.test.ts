// Proves that settings are validated at the door and that `.env.example` is the schema's own.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exampleEnvironment, readConfig } from './config.ts';

it('[OPS-1] starts with nothing set, and takes empty values as nothing', () => {
  expect(readConfig({})).toMatchObject({ PORT: 4400, HOST: '127.0.0.1', PRESET_DATA_DIR: '.data', PRESET_GRANT_USD: 0 });
  expect(readConfig({ WAVESPEED_API_KEY: ' ', PORT: '' })).toEqual(readConfig({}));
});

it('[OPS-1] names every bad setting at once', () => {
  const bad = { PORT: 'x', PRESET_PUBLIC_URL: 'ftp://a', SANDBOX_FAILURE_RATE: '2', PRESET_TLS_CERT: 'c.pem' };
  expect(() => readConfig(bad)).toThrow(/PORT[\s\S]*PRESET_PUBLIC_URL[\s\S]*SANDBOX_FAILURE_RATE/);
  expect(() => readConfig({ PRESET_TLS_CERT: 'c.pem' })).toThrow('go together');
});

it('[OPS-1] keeps .env.example as the schema writes it', () => {
  expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(exampleEnvironment());
});
