// Proves that every code of the contract becomes a sentence with a remedy, for refusals and for failed predictions.
import { expect, it } from 'vitest';
import { readAnswer, readPrediction, refusal } from './envelope.ts';

const failed = (code: number, error = 'its own words', status = 'failed') =>
  readPrediction({ id: 'pred_1234', status, code, error, outputs: [] })?.problem;

/** The task codes of wavespeed-contract, section 4, and what each means for a person. */
const tasks: [code: number, means: string][] = [
  [1200, 'content-refused'],
  [1400, 'inputs-refused'],
  [1401, 'inputs-refused'],
  [1402, 'input-unreadable'],
  [1403, 'model-failed'],
  [1405, 'model-failed'],
  [1406, 'model-failed'],
  [1407, 'provider-credit'],
  [5000, 'provider-down'],
  [5003, 'provider-down'],
  [5004, 'model-failed']
];

it.each(tasks)('[RUN-5] task code %i of a failed prediction says what happened and what to do', (code, means) => {
  const problem = failed(code);
  expect(problem).toMatchObject({ code: means, title: expect.stringMatching(/\.$/), remedy: expect.stringContaining('“its own words”') });
});

it('[RUN-5] falls back on the words where there is no code, and on the status where there are no words', () => {
  expect(failed(0, 'Failed to download image from the provided URL.')).toMatchObject({ code: 'input-unreadable' });
  expect(failed(0, 'blocked by our content policy')).toMatchObject({ code: 'content-refused' });
  expect(failed(0, 'insufficient credits')).toMatchObject({ code: 'provider-credit' });
  for (const status of ['failed', 'cancelled', 'timeout', 'deleted'])
    expect(failed(0, '', status)).toMatchObject({ code: 'model-failed', remedy: expect.stringContaining(status) });
  expect(failed(9_999, '')).toMatchObject({ code: 'model-failed' });
});

it('[RUN-5] has no problem for a prediction that has not failed, whatever its code says', () => {
  for (const status of ['created', 'processing', 'completed']) expect(failed(5004, 'Sync mode timed out', status)).toBeUndefined();
});

const http: [status: number, means: string, pausesKey: boolean][] = [
  [400, 'inputs-refused', false],
  [401, 'key-refused', true],
  [402, 'provider-credit', true],
  [403, 'key-refused', true],
  [404, 'model-unknown', false],
  [413, 'inputs-refused', false],
  [422, 'inputs-refused', false],
  [429, 'rate-limited', false]
];

it.each(http)('[RUN-5] HTTP %i is a refusal with a remedy', (status, means, pausesKey) => {
  const answer = refusal(readAnswer(status, JSON.stringify({ code: status, message: 'its own words' })));
  expect(answer).toMatchObject({ problem: { code: means, title: expect.stringContaining('Not charged'), remedy: expect.any(String) } });
  expect(answer.pausesKey ?? false).toBe(pausesKey);
});

it('[RUN-5] never quotes more of the provider than a sentence or two', () => {
  expect(failed(1403, 'x'.repeat(10_000))!.remedy.length).toBeLessThan(450);
});
