// Starts Preset: builds the web app if needed, then serves everything on one port.
if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error('Preset needs Node 22.17 or newer. On Linux `npx --yes pnpm@12.21.0 start` brings its own.');
  process.exit(1);
}
// Imported only now: an older Node could not even read it, and would say so in its own words.
const { build } = await import('./build.mjs');
build();
await import('./src/main.ts');
