// Proves that recipes of other programs are read from where each leaves them, and that no bytes bring the readers down.
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { MAX_PROMPT, recipeSchema } from 'shared/engine';
import { assetSchema } from 'shared/gallery';
import { describe, expect, it } from 'vitest';
import { joined, utf8 } from './bytes.ts';
import { writeExif } from './exif.ts';
import { originOf } from './origin.ts';
import { chunk } from './png.ts';
import { readXmp, writeXmp } from './xmp.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const header = chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0));
const png = (...chunks: Uint8Array[]) => joined([SIGNATURE, header, ...chunks, chunk('IEND', new Uint8Array())]);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const tEXt = (key: string, text: string) => chunk('tEXt', joined([latin(key), Uint8Array.of(0), latin(text)]));
const zTXt = (key: string, text: string) => chunk('zTXt', joined([latin(key), Uint8Array.of(0, 0), deflateSync(latin(text))]));
const iTXt = (key: string, text: string, packed = false) =>
  chunk('iTXt', joined([latin(key), Uint8Array.of(0, packed ? 1 : 0, 0, 0, 0), packed ? deflateSync(utf8(text)) : utf8(text)]));
const segment = (marker: number, data: Uint8Array) =>
  joined([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data]);
const jpeg = (...segments: Uint8Array[]) => joined([Uint8Array.of(0xff, 0xd8), ...segments, Uint8Array.of(0xff, 0xd9)]);
const exifSegment = (tiff: Uint8Array) => segment(0xe1, joined([utf8('Exif\0\0'), tiff]));
const webp = (type: string, data: Uint8Array) =>
  joined([
    utf8('RIFF'),
    new Uint8Array(4),
    utf8('WEBP'),
    utf8(type),
    Uint8Array.of(data.length & 255, data.length >> 8, 0, 0),
    data,
    new Uint8Array(data.length & 1)
  ]);

const parameters = [
  'a lighthouse in fog, (dusk:1.2), film grain',
  'second line, café',
  'Negative prompt: blurry, text',
  'and more',
  'Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 3141592653, Size: 832x1216, Model hash: 31e35c80fc, Model: sd_xl_base_1.0, Lora hashes: "film: 0a1b, grain: 2c3d", Version: v1.10.1'
].join('\n');
const fromParameters = {
  imported: { tool: 'AUTOMATIC1111', settings: parameters },
  recipe: {
    v: 1,
    model: 'sd_xl_base_1.0',
    prompt: 'a lighthouse in fog, (dusk:1.2), film grain\nsecond line, café',
    params: { size: '832*1216', negative_prompt: 'blurry, text\nand more', seed: 3141592653 },
    references: []
  }
};

const comfy = {
  3: {
    class_type: 'KSampler',
    inputs: { seed: 42, steps: 20, model: ['10', 0], positive: ['12', 0], negative: ['7', 0], latent_image: ['5', 0] }
  },
  4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'folder\\juggernaut.safetensors' } },
  5: { class_type: 'EmptyLatentImage', inputs: { width: 1024, height: 768, batch_size: 1 } },
  6: { class_type: 'CLIPTextEncode', inputs: { text: ['20', 0], clip: ['4', 1] } },
  7: { class_type: 'CLIPTextEncode', inputs: { text: 'watermark', clip: ['4', 1] } },
  10: { class_type: 'LoraLoader', inputs: { lora_name: 'x.safetensors', model: ['4', 0], clip: ['4', 1] } },
  12: { class_type: 'ControlNetApplyAdvanced', inputs: { strength: Number.NaN, positive: ['6', 0], negative: ['7', 0] } },
  20: { class_type: 'StringLiteral', inputs: { string: 'a red kite over dunes' } }
};
const comfyText = JSON.stringify(comfy).replace('"strength":null', '"strength":NaN');

describe('recipes of other programs', () => {
  it('[GAL-2] AUTOMATIC1111: tEXt, iTXt and zTXt of a PNG, UserComment of a JPEG and of a WebP', () => {
    const exif = writeExif({ userComment: parameters });
    for (const [bytes, type] of [
      [png(tEXt('parameters', parameters)), 'image/png'],
      [png(iTXt('parameters', parameters)), 'image/png'],
      [png(iTXt('parameters', parameters, true)), 'image/png'],
      [png(zTXt('parameters', parameters)), 'image/png'],
      [jpeg(exifSegment(exif)), 'image/jpeg'],
      [webp('EXIF', exif), 'image/webp'],
      [webp('EXIF', joined([utf8('Exif\0\0'), exif])), 'image/webp']
    ] as const)
      expect(originOf(bytes, type)).toEqual(fromParameters);
  });

  it('[GAL-2] a comment whose UTF-16 has the other order, or whose words are not Latin', () => {
    const japanese = '霧の中の灯台\nSteps: 20, Seed: 7, Size: 512x512';
    const tiff = writeExif({ userComment: japanese });
    const at = tiff.length - 2 * japanese.length;
    for (let index = at; index < tiff.length; index += 2) [tiff[index], tiff[index + 1]] = [tiff[index + 1]!, tiff[index]!];
    for (const exif of [tiff, writeExif({ userComment: japanese })])
      expect(originOf(jpeg(exifSegment(exif)), 'image/jpeg').recipe).toMatchObject({ prompt: '霧の中の灯台', params: { seed: 7 } });
  });

  it('[GAL-2] names the programs that write like AUTOMATIC1111, and takes words without any negative ones', () => {
    const tool = (end: string) =>
      originOf(png(tEXt('parameters', `a fox\nSteps: 9, Seed: 1, Size: 64x64, ${end}`)), 'image/png').imported?.tool;
    expect(['Version: f2.0.1v1.10.1', 'App: SD.Next', 'Civitai resources: [{"a": 1}]', 'Version: ComfyUI', 'x: y'].map(tool)).toEqual([
      'Forge',
      'SD.Next',
      'Civitai',
      'ComfyUI',
      'AUTOMATIC1111'
    ]);
    expect(originOf(png(tEXt('parameters', 'a fox, steps on a hill')), 'image/png')).toEqual({});
  });

  it('[GAL-2] ComfyUI: follows the wires of what was run, through other nodes, and of what was on screen', () => {
    const recipe = {
      model: 'juggernaut',
      prompt: 'a red kite over dunes',
      params: { size: '1024*768', negative_prompt: 'watermark', seed: 42 }
    };
    expect(originOf(png(tEXt('prompt', comfyText)), 'image/png')).toMatchObject({ imported: { tool: 'ComfyUI' }, recipe });
    const workflow = {
      nodes: [
        { id: 1, type: 'CheckpointLoaderSimple', widgets_values: ['juggernaut.safetensors'] },
        { id: 2, type: 'CLIPTextEncode', widgets_values: ['a red kite over dunes'], inputs: [{ name: 'clip', link: 9 }] },
        { id: 3, type: 'CLIPTextEncode', widgets_values: ['watermark'], inputs: [] },
        { id: 4, type: 'EmptyLatentImage', widgets_values: [1024, 768, 1] },
        {
          id: 5,
          type: 'KSampler',
          widgets_values: [42, 'fixed', 20],
          inputs: ['model', 'positive', 'negative', 'latent_image'].map((name, index) => ({ name, link: index + 1 }))
        }
      ],
      links: [1, 2, 3, 4].map((node, index) => [index + 1, node, 0, 5, index, 'X'])
    };
    expect(originOf(png(iTXt('workflow', JSON.stringify(workflow))), 'image/png')).toMatchObject({ imported: { tool: 'ComfyUI' }, recipe });
    // Its WebP files use the fields of cameras.
    const flux = {
      1: { class_type: 'SamplerCustomAdvanced', inputs: { noise: ['2', 0], guider: ['3', 0], latent_image: ['6', 0] } },
      2: { class_type: 'RandomNoise', inputs: { noise_seed: 99 } },
      3: { class_type: 'BasicGuider', inputs: { model: ['4', 0], conditioning: ['5', 0] } },
      4: { class_type: 'UNETLoader', inputs: { unet_name: 'flux1-dev.safetensors' } },
      5: { class_type: 'CLIPTextEncode', inputs: { text: 'a glass fish' } },
      6: { class_type: 'EmptySD3LatentImage', inputs: { width: 64, height: 96 } }
    };
    expect(originOf(png(tEXt('prompt', JSON.stringify(flux))), 'image/png').recipe).toMatchObject({
      model: 'flux1-dev',
      prompt: 'a glass fish',
      params: { size: '64*96', seed: 99 }
    });
  });

  it('[GAL-2] a graph without words is still named, and one wired in a circle ends', () => {
    const circle = {
      1: { class_type: 'KSampler', inputs: { positive: ['2', 0] } },
      2: { class_type: 'X', inputs: { conditioning: ['2', 0], a: ['1', 0] } }
    };
    expect(originOf(png(tEXt('prompt', JSON.stringify(circle))), 'image/png')).toEqual({
      imported: { tool: 'ComfyUI', settings: JSON.stringify(circle) }
    });
  });

  it('[GAL-2] InvokeAI now and before, Fooocus, NovelAI, Midjourney', () => {
    const read = (...texts: (readonly [string, string])[]) => originOf(png(...texts.map(([key, text]) => iTXt(key, text))), 'image/png');
    const base = { prompt: 'an owl', params: { negative_prompt: 'ugly', seed: 5, size: '512*640' } };
    const fields = { seed: 5, width: 512, height: 640 };
    expect(
      read([
        'invokeai_metadata',
        JSON.stringify({ ...fields, positive_prompt: 'an owl', negative_prompt: 'ugly', model: { name: 'Dream' } })
      ])
    ).toMatchObject({ imported: { tool: 'InvokeAI' }, recipe: { ...base, model: 'Dream' } });
    expect(
      read([
        'sd-metadata',
        JSON.stringify({ model_weights: 'sd-1.5', image: { ...fields, prompt: [{ prompt: 'an owl [ugly]', weight: 1 }] } })
      ])
    ).toMatchObject({ recipe: { ...base, model: 'sd-1.5' } });
    expect(
      read(
        ['fooocus_scheme', 'fooocus'],
        [
          'parameters',
          JSON.stringify({
            prompt: 'an owl',
            negative_prompt: 'ugly',
            seed: '5',
            resolution: '(512, 640)',
            base_model: 'jugger.safetensors'
          })
        ]
      )
    ).toMatchObject({ imported: { tool: 'Fooocus' }, recipe: { ...base, model: 'jugger' } });
    expect(read(['Software', 'NovelAI'], ['Description', 'an owl'], ['Comment', JSON.stringify({ ...fields, uc: 'ugly' })])).toMatchObject({
      imported: { tool: 'NovelAI' },
      recipe: base
    });
    expect(read(['Description', 'an owl --no ugly --seed 5 --v 6.1 Job ID: 1b2c3d4e-0000-4000-8000-000000000000'])).toMatchObject({
      imported: { tool: 'Midjourney' },
      recipe: { model: 'Midjourney v6.1', prompt: 'an owl', params: { seed: 5 } }
    });
  });

  it('[GAL-2] an AI program known only by XMP is named; a photo is nobody’s', () => {
    const xmp = writeXmp({ tool: 'Firefly', sourceType: 'trainedAlgorithmicMedia' });
    expect(originOf(png(iTXt('XML:com.adobe.xmp', xmp)), 'image/png')).toEqual({ imported: { tool: 'Firefly' } });
    expect(originOf(png(iTXt('XML:com.adobe.xmp', writeXmp({ tool: 'Camera' }))), 'image/png')).toEqual({});
  });

  it('[GAL-2] words that are too long for a recipe are cut, and stay whole beside it as far as there is room', () => {
    const long = `${'😀'.repeat(3_000)}\nSteps: 9, Seed: 1, Size: 64x64`;
    const { recipe, imported } = originOf(png(iTXt('parameters', long)), 'image/png');
    expect(recipe?.prompt.length).toBeLessThanOrEqual(MAX_PROMPT);
    expect(recipeSchema.safeParse(recipe).success).toBe(true);
    expect(imported?.settings).toBe(long);
  });
});

describe('byte soup', () => {
  const valid = (origin: ReturnType<typeof originOf>) => {
    if (origin.recipe) expect(recipeSchema.safeParse(origin.recipe).success).toBe(true);
    if (origin.imported) expect(assetSchema.shape.imported.safeParse(origin.imported).success).toBe(true);
  };
  const types = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'video/mp4'] as const;
  const samples = [
    png(tEXt('parameters', parameters), iTXt('prompt', comfyText), zTXt('x', 'y'.repeat(500))),
    jpeg(segment(0xe0, utf8('JFIF\0')), exifSegment(writeExif({ userComment: parameters, orientation: 6, software: 'Program' }))),
    webp('EXIF', writeExif({ userComment: parameters }))
  ];

  it('[GAL-2] no bytes behind a right beginning bring a reader down', () => {
    const heads = [SIGNATURE, Uint8Array.of(0xff, 0xd8), utf8('RIFF0000WEBP'), new Uint8Array()];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 600 }), fc.constantFrom(...types), (head, soup, type) =>
        valid(originOf(joined([head, soup]), type))
      ),
      { numRuns: 500 }
    );
  });

  it('[GAL-2] a real file with some bytes changed or its end cut off is read as far as it is sound', () => {
    const damage = fc.array(fc.tuple(fc.nat(5_000), fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), damage, fc.double({ min: 0, max: 1, noNaN: true }), (which, changes, share) => {
        const bytes = Uint8Array.from(samples[which]!);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        valid(originOf(bytes.subarray(0, Math.ceil(bytes.length * share)), types[which]));
      }),
      { numRuns: 500 }
    );
  });

  it('[GAL-2] texts of any kind are read without stalling', () => {
    const key = fc.constantFrom(
      'parameters',
      'prompt',
      'workflow',
      'invokeai_metadata',
      'sd-metadata',
      'Comment',
      'Description',
      'XML:com.adobe.xmp'
    );
    const text = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.json(),
      fc.constantFrom('Steps: 1, a: '.repeat(2_000), 'a'.repeat(100_000), '{"1":'.repeat(5_000))
    );
    fc.assert(
      fc.property(key, text, (name, words) => {
        const began = performance.now();
        valid(originOf(png(iTXt(name, words)), 'image/png'));
        expect(performance.now() - began).toBeLessThan(1_000);
      }),
      { numRuns: 300 }
    );
  });

  it('[GAL-2] a text that unfolds to more than a picture carries is left out without being unfolded', () => {
    const bomb = chunk('zTXt', joined([latin('parameters'), Uint8Array.of(0, 0), deflateSync(new Uint8Array(64 * 1024 * 1024))]));
    const began = performance.now();
    expect(originOf(png(bomb), 'image/png')).toEqual({});
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

describe('XMP', () => {
  it('[GAL-7] gives back what it was given', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), fc.json(), (title, preset) => {
        const clean = title.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
        expect(readXmp(writeXmp({ tool: 'Preset', title: clean, preset, sourceType: 'algorithmicMedia' }))).toEqual({
          tool: 'Preset',
          title: clean,
          preset,
          sourceType: 'algorithmicMedia'
        });
      })
    );
  });
});
