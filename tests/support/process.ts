// Real server processes for tests: started on a free port and a fresh folder, stopped, or killed like by a power cut.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../../sync-server/src/main.ts', import.meta.url));
const sandbox = fileURLToPath(new URL('../../sync-server/src/sandbox.ts', import.meta.url));
/** A hundred servers start in a test run, each of the same files. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** Tests wait for no picture: how the sandbox paints is proved in its own folder. */
const quick = { SANDBOX_LATENCY_MS: '0', SANDBOX_DETAIL: 'quick' };

export interface Running {
  /** Such as `http://localhost:41234`. */
  readonly origin: string;
  readonly output: () => string;
  /** Asks it to drain and waits for its end. */
  stop(): Promise<void>;
  /** kill -9: nothing is flushed, nothing is told. */
  kill(): Promise<void>;
}

/** A folder that the test removes at its end. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'preset-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Starts Preset's server on `folder` and waits until it listens. */
export function startServer(folder: string, environment: Record<string, string> = {}): Promise<Running> {
  return start(server, { PRESET_DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'warn', ...quick, ...environment });
}

/** Starts the sandbox in a process of its own. */
export function startSandbox(folder: string, environment: Record<string, string> = {}): Promise<Running> {
  return start(sandbox, { PRESET_DATA_DIR: folder, PORT: '0', ...quick, ...environment });
}

async function start(script: string, environment: Record<string, string>): Promise<Running> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NODE_COMPILE_CACHE: compiled, ...environment };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const origin = await new Promise<string>((found, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output)?.[0];
      if (address) found(address);
    });
    child.once('exit', (code) => fail(new Error(`It ended with ${code} before it listened:\n${output}`)));
  });
  return { origin, output: () => output, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
