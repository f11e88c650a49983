// Proves with the provider's own client, unmodified, that the sandbox speaks its contract, also across a kill -9.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Client } from 'wavespeed';
import { startSandbox, temporaryFolder, type Running } from '../support/process.ts';
import { submissionsAt } from '../support/sandbox-counts.ts';

const model = 'bytedance/seedream-v4';
const input = { prompt: 'a red vase on a table', size: '512*512' };

const client = ({ origin }: Running) => new Client('any-key', { baseUrl: `${origin}/sandbox`, maxConnectionRetries: 0 });

/** A 1×1 PNG. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

it('[ENG-2] the official client runs, waits and uploads against the sandbox', async () => {
  await using folder = await temporaryFolder();
  const sandbox = await startSandbox(folder.path);
  try {
    const { outputs } = await client(sandbox).run(model, input, { pollInterval: 0.05 });
    expect(outputs).toHaveLength(1);
    const picture = await fetch(String(outputs[0]));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);

    const synchronous = await client(sandbox).run(model, input, { enableSyncMode: true });
    expect(synchronous.outputs).toHaveLength(1);

    const path = join(folder.path, 'dot.png');
    await writeFile(path, dot);
    const url = await client(sandbox).upload(path);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(dot);
    expect(
      (await client(sandbox).run(`${model}/edit`, { prompt: 'make it blue', images: [url], size: '512*512' }, { pollInterval: 0.05 }))
        .outputs
    ).toHaveLength(1);

    await expect(client(sandbox).run(model, { ...input, size: '1024x1024' })).rejects.toThrow('HTTP 400');
    await expect(client(sandbox).run('nobody/nothing', input)).rejects.toThrow('HTTP 404');
    const failed = await client(sandbox).runNoThrow(
      `${model}/edit`,
      { prompt: 'x', images: ['http://127.0.0.1:9/gone.png'] },
      { pollInterval: 0.05 }
    );
    expect(failed).toMatchObject({ outputs: null, detail: { status: 'failed' } });
    expect(String(failed.detail.error)).toContain('Failed to download image');
  } finally {
    await sandbox.stop();
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

it('[ENG-2] the official client understands a synchronous answer that came too late', async () => {
  await using folder = await temporaryFolder();
  const slow = await startSandbox(folder.path, { SANDBOX_LATENCY_MS: '600000', SANDBOX_SYNC_WINDOW_MS: '1' });
  try {
    await expect(client(slow).run(model, input, { enableSyncMode: true })).rejects.toThrow('Sync mode timed out');
    expect(await submissionsAt(slow)).toBe(1);
  } finally {
    await slow.stop();
  }
});
