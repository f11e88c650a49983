// Tests of this package run in Node, beside their sources.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'sync-server', include: ['src/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 } });
