// Finished files: exact size, right kind, honest label.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { finish } from './finish.ts';
import { paint } from './paint.ts';

const painted = paint({ prompt: 'silk', width: 600, height: 800, seed: 1, quality: 'video' });

describe('finish', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    '[ENG-2] encodes %s at exactly the size asked for, and says that no AI drew it',
    async (format) => {
      const file = await finish(painted, { width: 601, height: 799, format, seed: 4 });
      const about = await sharp(file).metadata();
      expect([about.width, about.height, about.format]).toEqual([601, 799, format]);
      const label = about.exif?.toString('latin1') ?? '';
      expect(label).toContain('Preset sandbox');
      expect(label).toContain('Drawn by rules, not by AI');
    }
  );

  it('[ENG-2] repeats the bytes for the same seed', async () => {
    const options = { width: 320, height: 400, format: 'jpeg', seed: 9 } as const;
    expect(await finish(painted, options)).toEqual(await finish(painted, options));
    expect(await finish(painted, { ...options, seed: 10 })).not.toEqual(await finish(painted, options));
  });
});
