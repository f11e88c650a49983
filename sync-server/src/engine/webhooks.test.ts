// Proves that only the provider's own fresh webhooks are believed, each once, and that all others look alike from outside.
import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { stubEngine } from './engine.fixture.ts';
import type { Prediction } from './engine.ts';
import { readWebhook } from './webhook.ts';
import { webhookAddress, Webhooks } from './webhooks.ts';

const NOW = 1_800_000_000_000;
const secret = 'whsec_0123456789abcdef';
const raw = '{ "id":"pred_1234",  "model":"bytedance/seedream-v4","status":"completed","outputs":["https://cdn.example/1.png"] }';
const bytes = (text: string) => new TextEncoder().encode(text);

/** Signs as the contract says, written down here a second time on purpose. */
function signed(body: string, { id = 'evt_1', at = NOW / 1_000, key = '0123456789abcdef' } = {}) {
  const signature = `v3,${createHmac('sha256', Buffer.from(key)).update(`${id}.${at}.${body}`).digest('hex')}`;
  return { id, timestamp: String(at), signature };
}

it('[ENG-4] believes the raw bytes that were signed with the secret’s text, within five minutes', () => {
  const read = (headers: ReturnType<typeof signed>, body = raw, now = NOW) => readWebhook(headers, bytes(body), { secret, now });
  expect(read(signed(raw))).toMatchObject({ id: 'pred_1234', status: 'completed', outputs: ['https://cdn.example/1.png'] });
  expect(read(signed(raw), raw, NOW + 300_000)).toBeDefined();
  const forged: [string, ReturnType<typeof signed>, string?, number?][] = [
    ['serialised anew', signed(raw), JSON.stringify(JSON.parse(raw))],
    ['too old', signed(raw), raw, NOW + 301_000],
    ['from the future', signed(raw), raw, NOW - 301_000],
    ['another secret', signed(raw, { key: 'another' })],
    ['the secret with its prefix', signed(raw, { key: secret })],
    ['the secret decoded', signed(raw, { key: Buffer.from('0123456789abcdef', 'base64').toString('latin1') })],
    ['another event', { ...signed(raw), id: 'evt_2' }],
    ['another time', { ...signed(raw), timestamp: String(NOW / 1_000 + 1) }],
    ['no event', { ...signed(raw, { id: '' }) }],
    ['no time', { ...signed(raw), timestamp: '' }],
    ['no signature', { ...signed(raw), signature: '' }],
    ['another version', { ...signed(raw), signature: signed(raw).signature.replace('v3', 'v1') }],
    ['upper case', { ...signed(raw), signature: signed(raw).signature.toUpperCase() }],
    ['no JSON', signed('{'), '{'],
    ['no prediction', signed('{"id":7}'), '{"id":7}']
  ];
  for (const [what, headers, body, now] of forged) expect([what, read(headers, body, now)]).toEqual([what, undefined]);
});

function receiver({ secrets = [secret] } = {}) {
  const heard: [string, Prediction][] = [];
  let asked = 0;
  let now = NOW;
  const engine = stubEngine({
    webhookSecret: async () => secrets[Math.min(asked++, secrets.length - 1)]!
  });
  const webhooks = new Webhooks({
    engineOf: async (keyName) => (keyName === 'server' ? engine : undefined),
    sink: {
      keyOfAttempt: async (token) => ({ known: 'server', orphan: 'workspace:gone' })[token] as never,
      onPrediction: async (token, prediction) => void heard.push([token, prediction])
    },
    now: () => now
  });
  return { webhooks, heard, asked: () => asked, later: (ms: number) => (now += ms) };
}

it('[ENG-4] hands each event on once, and answers its repetition alike', async () => {
  const { webhooks, heard, asked } = receiver();
  await webhooks.receive('known', signed(raw), bytes(raw));
  await webhooks.receive('known', signed(raw), bytes(raw));
  expect(heard).toMatchObject([['known', { id: 'pred_1234' }]]);
  await webhooks.receive('known', signed(raw, { id: 'evt_2' }), bytes(raw));
  expect([heard.length, asked()]).toEqual([2, 1]);
});

it('[ENG-4] answers forged, unknown and orphaned webhooks alike, and asks for the secret no more than once a minute', async () => {
  const { webhooks, heard, asked, later } = receiver();
  const answers = [];
  for (const [token, headers] of [
    ['known', signed(raw, { key: 'forged' })],
    ['unknown', signed(raw)],
    ['orphan', signed(raw)],
    ['known', signed(raw, { at: NOW / 1_000 - 400 })]
  ] as const) {
    answers.push(await webhooks.receive(token, headers, bytes(raw)).catch((error: { document: unknown }) => error.document));
  }
  expect(answers[0]).toMatchObject({ code: 'not-found', status: 404 });
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect([heard.length, asked()]).toEqual([0, 1]);
  later(61_000);
  await webhooks.receive('known', signed(raw, { key: 'forged', at: NOW / 1_000 + 61 }), bytes(raw)).catch(() => undefined);
  expect(asked()).toBe(2);
});

it('[ENG-4] takes up a secret that was replaced', async () => {
  const { webhooks, heard, later } = receiver({ secrets: ['whsec_old-secret', secret] });
  await expect(webhooks.receive('known', signed(raw), bytes(raw))).rejects.toMatchObject({ code: 'not-found' });
  later(60_000);
  await webhooks.receive('known', signed(raw, { at: NOW / 1_000 + 60 }), bytes(raw));
  expect(heard).toHaveLength(1);
});

it('[ENG-4] hands an event on again when it could not be taken', async () => {
  const heard: string[] = [];
  let failures = 1;
  const webhooks = new Webhooks({
    engineOf: async () => stubEngine({ webhookSecret: async () => secret }),
    sink: {
      keyOfAttempt: async () => 'server',
      onPrediction: async (token) => {
        if (failures-- > 0) throw new Error('the disk is full');
        heard.push(token);
      }
    },
    now: () => NOW
  });
  await expect(webhooks.receive('known', signed(raw), bytes(raw))).rejects.toThrow('the disk is full');
  await webhooks.receive('known', signed(raw), bytes(raw));
  expect(heard).toEqual(['known']);
});

it('[ENG-4] asks for webhooks only where the provider can reach this server by https', () => {
  const address = (url: string, loopback = false) => webhookAddress({ publicUrl: new URL(url), loopback })?.('abc');
  expect(address('https://preset.example')).toBe('https://preset.example/api/engine/webhook/abc');
  expect(['http://preset.example', 'https://localhost:4400', 'https://10.0.0.7', 'https://[fd00::1]'].map((url) => address(url))).toEqual(
    Array(4).fill(undefined)
  );
  expect(address('https://preset.example', true)).toBeUndefined();
});
