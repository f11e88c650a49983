// Bad input over HTTP: every refusal says what is wrong and what to do, and changes nothing.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, problemSchema, sha256, type ProblemDocument } from 'shared/kernel';
import { startServer, temporaryFolder, type Running } from '../support/process.ts';
import { visit, type Visitor } from '../support/visitor.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Running;
let visitor: Visitor;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startServer(folder.path);
  visitor = await visit(server.origin);
});

afterAll(async () => {
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

const model = 'bytedance/seedream-v4';
const recipe = (over: object = {}) => ({ v: 1, model, prompt: 'a vase', params: { size: '512*512' }, ...over });
const references = (count: number) => Array.from({ length: count }, (_, n) => ({ hash: n.toString(16).padStart(64, '0') }));

async function refusal(response: Response): Promise<ProblemDocument> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.remedy).not.toBe('');
  return problem;
}

const send = (body: object) =>
  visitor.send('POST', '/api/runs', { id: newId(), workspaceId: visitor.workspaceId, recipe: recipe(), ...body });

describe('runs', () => {
  it.each([
    ['an over-long prompt', { recipe: recipe({ prompt: 'x'.repeat(2_001) }) }, 'recipe.prompt'],
    ['an empty prompt', { recipe: recipe({ prompt: '   ' }) }, 'recipe.prompt'],
    ['a zero byte in the prompt', { recipe: recipe({ prompt: 'a\0b' }) }, 'recipe.prompt'],
    ['a size with an x', { recipe: recipe({ params: { size: '1024x1024' } }) }, 'recipe.params.size'],
    ['a size that is too small', { recipe: recipe({ params: { size: '64*64' } }) }, 'recipe.params.size'],
    ['a size that is too large', { recipe: recipe({ params: { size: '9000*9000' } }) }, 'recipe.params.size'],
    ['eleven references', { recipe: recipe({ model: `${model}/edit`, references: references(11) }) }, 'recipe.references'],
    [
      'references that this workspace does not have',
      { recipe: recipe({ model: `${model}/edit`, references: references(1) }) },
      'recipe.references.0'
    ],
    ['an unknown model', { recipe: recipe({ model: 'nobody/nothing' }) }, 'recipe.model'],
    ['a setting that the model lacks', { recipe: recipe({ params: { seed: 1 } }) }, 'recipe.params.seed'],
    ['no items', { count: 0 }, 'count'],
    ['too many items', { count: 1_001 }, 'count'],
    ['an id that is none', { id: 'one' }, 'id']
  ])('[RUN-5] refuses %s, names the field and accepts nothing', async (_, body, path) => {
    const problem = await refusal(await send(body));
    expect([400, 422]).toContain(problem.status);
    expect((problem.fields ?? []).map((field) => field.path)).toContain(path);
    const { runs } = (await (await visitor.send('GET', `/api/runs?workspaceId=${visitor.workspaceId}`)).json()) as { runs: unknown[] };
    expect(runs).toEqual([]);
  });

  it('[RUN-1] answers a foreign workspace and a foreign run as if they were not there', async () => {
    const other = await visit(server.origin);
    expect((await refusal(await send({ workspaceId: other.workspaceId }))).code).toBe('not-found');
    expect((await refusal(await visitor.send('GET', `/api/runs/${newId()}`))).code).toBe('not-found');
    expect((await refusal(await visitor.send('GET', '/api/runs/..%2f..%2fetc%2fpasswd'))).code).toBe('not-found');
  });

  it('[OPS-5] refuses a body that is too large or no JSON', async () => {
    const large = JSON.stringify({ id: newId(), workspaceId: visitor.workspaceId, recipe: recipe(), title: 'x'.repeat(8_500_000) });
    const json = { 'content-type': 'application/json' };
    expect((await refusal(await visitor.send('POST', '/api/runs', new TextEncoder().encode(large), json))).code).toBe('body-too-large');
    expect((await refusal(await visitor.send('POST', '/api/runs', new TextEncoder().encode('{"id":'), json))).code).toBe('invalid-input');
    expect((await refusal(await visitor.send('POST', '/api/runs', new TextEncoder().encode('[]'), json))).code).toBe('invalid-input');
  });
});

describe('blobs', () => {
  const put = async (bytes: Uint8Array<ArrayBuffer>, hash?: string) =>
    visitor.send('PUT', `/api/blobs/${hash ?? (await sha256(bytes))}?workspaceId=${visitor.workspaceId}`, bytes);
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(64)]);

  it.each([
    ['bytes that are no picture', new TextEncoder().encode('<script>alert(1)</script> and more'), undefined],
    ['a broken picture', png, undefined],
    ['nothing', new Uint8Array(0), undefined],
    ['bytes under a wrong name', png, '0'.repeat(64)]
  ])('[GAL-2] refuses %s and keeps nothing', async (_, bytes, hash) => {
    const problem = await refusal(await put(bytes, hash));
    expect([400, 415, 422]).toContain(problem.status);
    expect((await visitor.send('GET', `/media/${hash ?? (await sha256(bytes))}`)).status).toBe(404);
  });

  it('[OPS-5] refuses an upload that says it is larger than a blob may be', async () => {
    const status = await new Promise<number | undefined>((done, fail) => {
      const upload = request(`${server.origin}/api/blobs/${'0'.repeat(64)}?workspaceId=${visitor.workspaceId}`, {
        method: 'PUT',
        headers: { cookie: visitor.cookie, 'content-length': 10 * 1024 ** 3 }
      });
      upload.on('response', (response) => {
        done(response.statusCode);
        upload.destroy();
      });
      upload.on('error', fail);
      upload.flushHeaders();
    });
    expect(status).toBe(413);
  });
});

it('[OPS-3] still answers after all of that', async () => {
  expect((await visitor.send('GET', '/api/me')).status).toBe(200);
});
