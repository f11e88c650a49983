// Unit tests of the web package: state classes and pure rules, in Node; browsers are driven by the end-to-end tests.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false })],
  // Svelte's browser build, so that runes in state classes are live.
  resolve: { conditions: ['browser', 'svelte', 'import', 'module', 'default'] },
  test: { name: 'web', environment: 'node', include: ['src/**/*.test.ts'], testTimeout: 30_000 }
});
