// Starts the server: reads the configuration, takes the data folder, listens, and drains when asked to stop.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { readConfig } from './config/index.ts';
import { listen } from './listen.ts';
import { lockDataFolder } from '#platform/lock';
import { startServices } from './services.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const folder = resolve(root, config.PRESET_DATA_DIR);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(folder);
  const log = pino({ level: config.LOG_LEVEL, serializers: { error: factsOf } });
  const web = join(root, 'web', 'build');
  const server = await listen(config, async (port) =>
    startServices({ config, folder, log, port, webFolder: existsSync(join(web, 'index.html')) ? web : undefined })
  );

  const elsewhere = server.listening === server.address ? '' : ` (listening on ${server.listening})`;
  console.log(`Preset is ready at ${server.address}${elsewhere}`);
  if (!config.WAVESPEED_API_KEY)
    console.log('No WAVESPEED_API_KEY: the sandbox draws, by rules and free. Set the key in .env to use WaveSpeed.');
  if (server.setupToken) console.log(`Become its operator (once): ${server.address}/settings?setup=${server.setupToken}`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    // A second signal means now.
    if (stopping) process.exit(1);
    stopping = true;
    await server.drain();
    lock.release();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

/** What is logged of an error: never its other properties, since databases put whole rows into them. */
function factsOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return { name: error.name, code: 'code' in error ? error.code : undefined, message: error.message, stack: error.stack };
}
