// One run for the unit and contract tests of all packages; each package adds its own environment.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Many tests wait for a process of their own, so even two processors are worth two workers.
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({ test: { maxWorkers, projects: ['shared', 'sync-server', 'web', 'tests/vitest.config.ts'] } });
