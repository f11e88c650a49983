// One run for the unit and contract tests of all packages; each package adds its own environment.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { projects: ['shared', 'sync-server', 'web', 'tests/vitest.config.ts'] } });
