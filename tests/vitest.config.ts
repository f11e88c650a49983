// Tests that see all packages: architecture, contracts, chaos. Browser journeys run in Playwright.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'tests', include: ['{architecture,contracts,chaos,convergence}/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 }
});
