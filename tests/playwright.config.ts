// Journeys in a real browser against the built app and the real server with the sandbox, at desktop size and at 360 px.
import { defineConfig, devices } from '@playwright/test';
import { chromiumArguments, findChromium } from './support/chromium.mjs';

const launchOptions = { executablePath: findChromium(), args: chromiumArguments };

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results/playwright',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // Each journey has a server of its own and waits for it half of the time, so two processors carry two; a file's journeys stay in one.
  workers: 2,
  forbidOnly: true,
  // A journey that fails once and passes then is counted as flaky and said so in the report.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: '../test-results/playwright.json' }]],
  use: {
    launchOptions,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Recording costs a sixth of the time, so only what failed once is recorded.
    trace: { mode: 'on-first-retry', screenshots: false },
    screenshot: 'only-on-failure'
  },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
    // What one device cannot do, or would only prove again, says so in its title.
    { name: 'phone', grepInvert: /\(desktop only/, use: { ...devices['Pixel 7'], viewport: { width: 360, height: 740 } } }
  ]
});
