// Proves that a price nobody knows is asked for once, that a fixed one is not, and that silence is told as what it is.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PROBLEM_TYPE } from 'shared/kernel';
import { RunQuotes, type Quotable } from './quotes.svelte.ts';

let replies: (() => Response)[];
let sent: unknown[];

const asked = (model: string, fields: Partial<Quotable> = {}): Quotable => ({
  workspaceId: 'w',
  recipe: { v: 1, model, prompt: 'a vase', params: {}, references: [] },
  count: 2,
  ...fields
});
const quoted = asked('bytedance/seedream-v5.5');

beforeEach(() => {
  vi.useFakeTimers();
  [replies, sent] = [[], []];
  vi.stubGlobal('fetch', async (_: unknown, init: RequestInit & { body: string }) => {
    sent.push(JSON.parse(init.body));
    return replies.shift()!();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('[ENG-6] knows fixed prices at once, also of items that differ, and asks nobody', async () => {
  const quotes = new RunQuotes();
  const fixed = asked('bytedance/seedream-v4');
  expect(quotes.of(fixed)).toEqual({ is: 'known', total: 54_000 });
  const each = [{ params: { max_images: 2 } }, { params: { max_images: 3 } }];
  expect(quotes.of(asked('bytedance/seedream-v4/sequential', { each }))).toEqual({ is: 'known', total: 135_000 });
  quotes.ask(fixed);
  await vi.runAllTimersAsync();
  expect(sent).toEqual([]);
});

it('[ENG-6] asks once for equal settings, a moment after the last change', async () => {
  const quotes = new RunQuotes();
  replies = [() => Response.json({ item: 20_000, total: 40_000 })];
  expect(quotes.of(quoted)).toEqual({ is: 'asking' });
  quotes.ask(asked('bytedance/seedream-v5.5', { count: 9 }));
  quotes.ask(quoted);
  await vi.runAllTimersAsync();
  expect(quotes.of(quoted)).toEqual({ is: 'known', total: 40_000 });
  expect(quotes.of({ ...quoted, recipe: { ...quoted.recipe, prompt: 'other words' } })).toMatchObject({ is: 'known' });
  expect(quotes.of({ ...quoted, workspaceId: 'other' })).toEqual({ is: 'asking' });
  quotes.ask(quoted);
  await vi.runAllTimersAsync();
  expect(sent).toMatchObject([{ workspaceId: 'w', count: 2 }]);
});

it('[ENG-6] says why there is no price, and asks again when asked to', async () => {
  const quotes = new RunQuotes();
  const refused = {
    type: '/problems/quote-refused',
    code: 'quote-refused',
    status: 422,
    title: 'The provider has no price for this.',
    remedy: 'Change it.'
  };
  replies = [
    () => {
      throw new TypeError('Failed to fetch');
    },
    () => new Response(JSON.stringify(refused), { status: 422, headers: { 'content-type': PROBLEM_TYPE } }),
    () => Response.json({ item: 1, total: 2 })
  ];
  const answers = [];
  for (let n = 0; n < 3; n += 1) {
    quotes.ask(quoted);
    await vi.runAllTimersAsync();
    answers.push(quotes.of(quoted));
  }
  expect(answers).toEqual([
    { is: 'unknown', why: 'The price is asked for as soon as the server can be reached.' },
    { is: 'unknown', why: 'The provider has no price for this. Change it.' },
    { is: 'known', total: 2 }
  ]);
});
