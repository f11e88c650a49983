// The browser in which all programs show the same board, and the pictures on it.
import { chromium, type Browser } from '@playwright/test';
import sharp from 'sharp';
import { chromiumArguments, findChromium } from '../../support/chromium.mjs';
import { PICTURES } from './layout.ts';

export interface Stage extends AsyncDisposable {
  readonly browser: Browser;
  readonly pictures: readonly Buffer[];
  /** The same pictures as addresses that hold them. */
  readonly addresses: readonly string[];
}

export async function stage(): Promise<Stage> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
  const pictures = await Promise.all(
    Array.from({ length: PICTURES }, (_, index) =>
      sharp({
        create: {
          width: 320,
          height: 320,
          channels: 3,
          background: `hsl(${index * 9}, 50%, 60%)`,
          noise: { type: 'gaussian', mean: 120, sigma: 30 }
        }
      })
        .webp({ quality: 60 })
        .toBuffer()
    )
  );
  return {
    browser,
    pictures,
    addresses: pictures.map((bytes) => `data:image/webp;base64,${bytes.toString('base64')}`),
    [Symbol.asyncDispose]: () => browser.close()
  };
}
