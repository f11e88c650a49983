// Draws the sample picture of every built-in style into one sheet for the style picker, with the sandbox's painter: run it when styles change.
import { fileURLToPath } from 'node:url';
import { styles } from 'shared/presets';
import sharp from 'sharp';
import { paint } from './engine/sandbox/painting/paint.ts';

/** The same as in `web/src/lib/presets/samples.ts`. */
const CELL = 128;
const COLUMNS = 8;

/** One face for what is told apart by its handling; the rest by what it is mostly used for. */
const SUBJECT = 'portrait of a woman in a straw hat and a green coat, soft blue background, window light';
const SUBJECTS: Readonly<Record<string, string>> = {
  vintage: 'a red sports car on a beach at sunset',
  'oil-painting': 'bowl of lemons on a table',
  editorial: 'a chair by a window, long shadows',
  commercial: 'a perfume bottle on a plinth',
  lifestyle: 'a cup of coffee on a wooden table, morning sun',
  street: 'a city street after rain',
  architecture: 'white courtyard with arches',
  nature: 'a fox in a forest',
  surreal: 'a red sphere among dunes',
  minimalist: 'a white vase',
  maximalist: 'a bouquet of red flowers',
  impressionist: 'a meadow of poppies by a lake',
  baroque: 'pomegranate and grapes by candlelight',
  'concept-art': 'a canyon at golden hour',
  fantasy: 'a castle in the mountains at dusk',
  'sci-fi': 'a rocket on mars',
  steampunk: 'a brass clock on a plinth',
  gothic: 'a castle at dusk, mist',
  cinematic: 'a lighthouse by the sea at sunset',
  dramatic: 'stormy sea',
  moody: 'misty pine forest',
  bright: 'tulips in a white vase, high-key',
  hdr: 'mountains above a lake'
};

const cells = await Promise.all(
  styles.map(async ({ id }, index) => {
    const prompt = `${SUBJECTS[id] ?? SUBJECT}, ${id.replaceAll('-', ' ').replace('sci fi', 'sci-fi')} style`;
    const { rgb, width, height } = paint({ prompt, width: 1_024, height: 1_024, seed: 11 });
    const input = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .resize(CELL, CELL, { kernel: 'lanczos3' })
      .png()
      .toBuffer();
    return { input, left: (index % COLUMNS) * CELL, top: Math.floor(index / COLUMNS) * CELL };
  })
);
const size = { width: COLUMNS * CELL, height: Math.ceil(styles.length / COLUMNS) * CELL };
const file = fileURLToPath(new URL('../../web/static/style-samples.webp', import.meta.url));
const { size: bytes } = await sharp({ create: { ...size, channels: 3, background: '#808080' } })
  .composite(cells)
  .webp({ quality: 74, effort: 6 })
  .toFile(file);
console.log(`${styles.length} samples, ${bytes} bytes: ${file}`);
