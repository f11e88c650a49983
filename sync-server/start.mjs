// Starts Preset: builds the web app if needed, then serves everything on one port.
import { build } from './build.mjs';

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error('Preset needs Node 22.17 or newer. On Linux `npx --yes pnpm@12.21.0 start` brings its own.');
  process.exit(1);
}
build();
await import('./src/main.ts');
