// Proves by one suite for two clients, the provider's own and ours, that the sandbox speaks the contract, also across a kill -9.
import { modelOf } from 'shared/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractClients, type ContractClient } from '../support/contract-clients.ts';
import { startSandbox, temporaryFolder, type Running } from '../support/process.ts';
import { submissionsAt } from '../support/sandbox-counts.ts';

const model = 'bytedance/seedream-v4';
const input = { prompt: 'a red vase on a table', size: '512*512' };

/** A 1×1 PNG. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

describe.each(contractClients)('%s', (_, connect) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sandbox: Running;
  let client: ContractClient;
  let source: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    sandbox = await startSandbox(folder.path);
    client = connect(sandbox);
    source = await client.upload(dot, 'dot.png');
  });
  afterAll(async () => {
    await sandbox.stop();
    await folder[Symbol.asyncDispose]();
  });

  /** Media types of the outputs of a run that completes. */
  async function made(id: string, inputs: Record<string, unknown>): Promise<(string | null)[]> {
    const outcome = await client.run(id, inputs);
    if (outcome.is !== 'completed') throw new Error(JSON.stringify(outcome));
    return Promise.all(outcome.outputs.map(async (url) => (await fetch(url)).headers.get('content-type')));
  }

  it('[ENG-2] uploads a file whole and uses it', async () => {
    expect(Buffer.from(await (await fetch(source)).arrayBuffer())).toEqual(dot);
    expect(await made(`${model}/edit`, { prompt: 'make it blue', images: [source], size: '512*512' })).toEqual(['image/jpeg']);
  });

  it('[ENG-2] makes pictures, by polling and synchronously', async () => {
    expect(await made(model, input)).toEqual(['image/jpeg']);
    expect(await client.run(model, input, { sync: true })).toMatchObject({ is: 'completed', outputs: [expect.stringMatching(/^http/)] });
  });

  it('[ENG-1] makes series, from words and from references', async () => {
    expect(await made(`${model}/sequential`, { ...input, prompt: 'a fox. A series of 3 images.', max_images: 3 })).toHaveLength(3);
    const edit = { prompt: 'turn it round. A series of 2 images.', images: [source], size: '512*512', max_images: 2 };
    expect(await made(`${model}/edit-sequential`, edit)).toHaveLength(2);
  });

  it('[ENG-1] uses the tools: upscaler, background remover, eraser with its mask, zoom-out, prompt optimiser', async () => {
    expect(await made('wavespeed-ai/image-upscaler', { image: source, target_resolution: '2k', output_format: 'webp' })).toEqual([
      'image/webp'
    ]);
    expect(await made('wavespeed-ai/image-background-remover', { image: source })).toEqual(['image/png']);
    expect(await made('wavespeed-ai/image-eraser', { image: source, mask_image: source })).toEqual(['image/jpeg']);
    expect(await made('wavespeed-ai/image-zoom-out', { image: source })).toHaveLength(1);
    expect(await client.run('wavespeed-ai/prompt-optimizer', { text: 'a cat' })).toMatchObject({
      is: 'completed',
      outputs: [expect.stringMatching(/cat/i)]
    });
  });

  it('[ENG-1] makes a clip from a first to a last frame', async () => {
    const clip = { prompt: 'pan left', image: source, last_image: source, duration: 4, resolution: '480p', generate_audio: false };
    expect(modelOf('bytedance/seedance-v1.5-pro/image-to-video')?.offered).toBe(true);
    expect(await made('bytedance/seedance-v1.5-pro/image-to-video', clip)).toEqual(['video/mp4']);
  });

  it('[ENG-2] tells a refusal from a failure, and sends neither twice', async () => {
    const before = await submissionsAt(sandbox);
    expect(await client.run(model, { ...input, size: '1024x1024' })).toMatchObject({ is: 'refused' });
    expect(await client.run('nobody/nothing', input)).toMatchObject({ is: 'refused' });
    expect(await submissionsAt(sandbox)).toBe(before + 1);
    const gone = { prompt: 'x', images: ['http://127.0.0.1:9/gone.png'] };
    expect(await client.run(`${model}/edit`, gone)).toMatchObject({
      is: 'failed',
      why: expect.stringContaining('Failed to download image')
    });
    expect(await submissionsAt(sandbox)).toBe(before + 2);
  });
});

it.each(contractClients)('[ENG-2] %s understands a synchronous answer that came too late', async (_, connect) => {
  await using folder = await temporaryFolder();
  const slow = await startSandbox(folder.path, { SANDBOX_LATENCY_MS: '600000', SANDBOX_SYNC_WINDOW_MS: '1' });
  try {
    expect(await connect(slow).run(model, input, { sync: true })).toEqual({ is: 'late', id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(await submissionsAt(slow)).toBe(1);
  } finally {
    await slow.stop();
  }
});

it('[ENG-2] what was accepted before kill -9 is drawn to its end afterwards, and not accepted twice', async () => {
  await using folder = await temporaryFolder();
  const killed = await startSandbox(folder.path, { SANDBOX_LATENCY_MS: '600000' });
  const submit = await fetch(`${killed.origin}/sandbox/api/v3/${model}`, {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify(input)
  });
  const { data } = (await submit.json()) as { data: { id: string } };
  await killed.kill();

  // The latency was counted from the acceptance, and is over for the second one.
  const restarted = await startSandbox(folder.path);
  try {
    const result = async () => {
      const response = await fetch(`${restarted.origin}/sandbox/api/v3/predictions/${data.id}/result`, {
        headers: { authorization: 'Bearer any' }
      });
      return ((await response.json()) as { data: { status: string; outputs: string[] } }).data;
    };
    await expect
      .poll(result, { timeout: 60_000, interval: 100 })
      .toMatchObject({ status: 'completed', outputs: [expect.stringContaining(data.id)] });
    expect(await submissionsAt(restarted)).toBe(1);
  } finally {
    await restarted.stop();
  }
});
