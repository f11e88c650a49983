// Starts Preset: builds the web app if needed, then serves everything on one port.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error('Preset needs Node 22.17 or newer. On Linux `npx --yes pnpm@12.21.0 start` brings its own.');
  process.exit(1);
}
// Imported only now: an older Node could not even read it, and would say so in its own words.
const { build } = await import('./build.mjs');
build();
// Read and compiled once, it starts in half of the time; where nothing can be written there it starts as before.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
await import('./src/main.ts');
