// Proves which requests are counted together: a crowd that reads files leaves room for what people ask, and the other way round.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rates } from './config/index.ts';
import { install, Person, type Installation } from './installation.fixture.ts';

let installation: Installation;
let person: Person;

beforeAll(async () => {
  installation = await install();
  person = await new Person(installation).signIn();
}, 60_000);
afterAll(() => installation.remove());

/** The statuses of so many equal requests, a hundred at a time. */
async function statuses(path: string, times: number): Promise<Set<number>> {
  const seen = new Set<number>();
  for (let at = 0; at < times; at += 100) {
    const answers = await Promise.all(
      Array.from({ length: Math.min(100, times - at) }, async () => {
        const response = await person.send('GET', path);
        await response.arrayBuffer();
        return response.status;
      })
    );
    answers.forEach((status) => seen.add(status));
  }
  return seen;
}

it('[GAL-1] [OPS-5] serves more files than a person asks for, and still answers; asking without end is refused', async () => {
  const hash = '0'.repeat(64);
  expect(await statuses(`/media/${hash}`, rates.requests + 100)).toEqual(new Set([404]));
  expect(await statuses('/_app/immutable/none.js', 100)).toEqual(new Set([404]));
  expect(await statuses(`/sync/none/board/none/media/${hash}`, 100)).toEqual(new Set([404]));
  expect(await statuses('/api/me', 10)).toEqual(new Set([200]));

  expect(await statuses('/api/health', rates.requests)).toEqual(new Set([200, 429]));
  expect(await statuses('/api/me', 1)).toEqual(new Set([429]));
  expect(await statuses(`/media/${hash}`, 1)).toEqual(new Set([404]));
}, 60_000);
