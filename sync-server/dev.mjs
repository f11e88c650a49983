// Development: the server restarts when its files change, Vite serves the web app with hot reload and passes the API on.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const api = '4401';
const page = 'http://localhost:5173';
const server = spawn(process.execPath, ['--watch', 'src/main.ts'], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, PORT: api, PRESET_PUBLIC_URL: page, PRESET_DATA_DIR: process.env.PRESET_DATA_DIR ?? join(here, '..', '.data') }
});
const web = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'dev'], {
  cwd: join(here, '..', 'web'),
  stdio: 'inherit',
  env: { ...process.env, PRESET_API: `http://127.0.0.1:${api}` }
});
for (const child of [server, web]) child.on('exit', () => process.kill(process.pid, 'SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.kill();
    web.kill();
    process.exit();
  });
}
