// Finds a Chromium for the tests, or installs one where that is possible without asking anybody.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Without these a closed network slows every page down: Chromium calls home at each start. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

const candidates = () => [
  process.env.CHROMIUM_PATH,
  chromium.executablePath(),
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

const found = () => candidates().find((path) => path && existsSync(path));

/** Path of a Chromium; tries Playwright's own download, then Debian's package. Throws with the remedy when there is none. */
export function findChromium() {
  if (found()) return found();
  console.log('No Chromium found; trying to install one …');
  spawnSync('npx', ['--yes', 'playwright@1.65.1', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    // The first starts and draws with less work; older systems have only the second.
    for (const browser of ['chromium-headless-shell', 'chromium']) {
      if (!found())
        spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', browser, 'fonts-liberation'], { stdio: 'inherit' });
    }
  }
  const path = found();
  if (!path) throw new Error('No Chromium: run `npx playwright install chromium`, or set CHROMIUM_PATH to one.');
  return path;
}
