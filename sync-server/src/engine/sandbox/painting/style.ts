// Styles as real pixel treatments, for painted pictures and photographs alike.
import { blurred, eachPixel, edges, localContrast, type Pixels } from './filters.ts';
import { again, brushed, impressionist, oil, sketch, unit, watercolor } from './brushwork.ts';
import { GRADES, graded } from './grade.ts';
import { clamp, ease, fbm2, noise2, speck } from './noise.ts';

export { STYLES, findStyles } from './style-names.ts';

type Treatment = (picture: Pixels, seed: number) => Uint8Array;

/** Treats a picture of three bytes a pixel in one of `STYLES`; returns new pixels of the same size, or a copy for an unknown name. */
export function stylise(rgb: Uint8Array, width: number, height: number, style: string, seed: number): Uint8Array {
  const picture: Pixels = { rgb, width, height };
  const treatment = TREATMENTS[style];
  if (treatment) return treatment(picture, seed);
  const grade = GRADES[style];
  return grade ? graded(picture, grade) : rgb.slice();
}

function cartoon(picture: Pixels): Uint8Array {
  const flat = brushed(brushed(picture, 3), 2);
  const line = edges(flat);
  const ink = { r: 0, g: 0, b: 0 };
  const bright = graded(flat, { saturation: 1.35, contrast: 1.08, brightness: 0.03 });
  return eachPixel(again(picture, bright), ink, (r, g, b, _x, _y, i) => {
    const grey = r * 0.299 + g * 0.587 + b * 0.114 + 1e-3;
    const step = (Math.floor(grey * 5) + ease(0.35, 0.65, grey * 5 - Math.floor(grey * 5))) / 5 + 0.06;
    const k = (step / grey) * (1 - ease(0.22, 0.45, line[i]!) * 0.85);
    ink.r = r * k;
    ink.g = g * k;
    ink.b = b * k;
  });
}

function popArt(picture: Pixels, seed: number): Uint8Array {
  const flat = brushed(picture, 3);
  const u = unit(picture);
  const sets = [
    [
      [0.09, 0.05, 0.16],
      [0.85, 0.14, 0.2],
      [0.98, 0.56, 0.16],
      [1, 0.91, 0.66]
    ],
    [
      [0.07, 0.08, 0.2],
      [0.1, 0.4, 0.78],
      [0.96, 0.36, 0.52],
      [1, 0.92, 0.5]
    ],
    [
      [0.1, 0.05, 0.1],
      [0.1, 0.55, 0.5],
      [0.98, 0.76, 0.14],
      [1, 0.95, 0.84]
    ]
  ] as const;
  const [dark, low, high, pale] = sets[seed % sets.length]!;
  const ink = { r: 0, g: 0, b: 0 };
  const cell = 6 * u;
  return eachPixel(flat, ink, (r, g, b, x, y) => {
    const grey = clamp((r * 0.35 + g * 0.5 + b * 0.15 - 0.08) * 1.18, 0, 1);
    const dx = ((x + y) / cell) % 1;
    const dy = ((x - y) / cell + 1000) % 1;
    const dot = Math.hypot(dx - 0.5, dy - 0.5);
    const within = grey < 0.46 ? (grey - 0.2) / 0.26 : (grey - 0.46) / 0.3;
    const big = dot < 0.62 * clamp(within, 0, 1);
    const colour = grey < 0.2 ? dark : grey < 0.46 ? (big ? high : low) : grey < 0.76 ? (big ? pale : high) : pale;
    ink.r = colour[0];
    ink.g = colour[1];
    ink.b = colour[2];
  });
}

function graffiti(picture: Pixels, seed: number): Uint8Array {
  const flat = brushed(picture, 4);
  const bold = graded(flat, { saturation: 1.8, contrast: 1.3 });
  const line = edges(flat);
  const u = unit(picture);
  const ink = { r: 0, g: 0, b: 0 };
  return eachPixel(again(picture, bold), ink, (r, g, b, x, y, i) => {
    const row = Math.floor(y / (15 * u));
    const fx = (x / (34 * u) + (row & 1) * 0.5) % 1;
    const fy = (y / (15 * u)) % 1;
    const joint = fx < 0.05 || fy < 0.09 ? 0.72 : 1;
    const wall = joint * (0.88 + 0.24 * noise2(x / (2 * u), y / (2 * u)));
    const spray = speck(Math.floor(x / u) + (seed % 200), Math.floor(y / u)) > 0.985 ? 0.25 : 0;
    const outline = 1 - ease(0.2, 0.4, line[i]!) * 0.9;
    const step = (v: number) => (Math.floor(v * 4) + 0.5) / 4;
    ink.r = (step(r) * outline + spray) * wall;
    ink.g = (step(g) * outline + spray * 0.3) * wall;
    ink.b = (step(b) * outline + spray * 0.7) * wall;
  });
}

/** Bright parts bleed into their surroundings. */
function glowing(picture: Pixels, radius: number, amount: number): Uint8Array {
  const { rgb, width, height } = picture;
  const u = unit(picture);
  const out = rgb.slice();
  for (let c = 0; c < 3; c++) {
    const plane = new Float32Array(width * height);
    for (let i = 0; i < plane.length; i++) plane[i] = Math.max(0, rgb[i * 3 + c]! - 90);
    const soft = blurred(plane, width, height, Math.max(1, Math.round(radius * u)));
    for (let i = 0; i < plane.length; i++) out[i * 3 + c] = clamp(rgb[i * 3 + c]! + soft[i]! * amount, 0, 255);
  }
  return out;
}

function cyberpunk(picture: Pixels): Uint8Array {
  const line = edges(picture);
  const ink = { r: 0, g: 0, b: 0 };
  const u = unit(picture);
  const mapped = eachPixel(picture, ink, (r, g, b, x, y, i) => {
    const grey = r * 0.299 + g * 0.587 + b * 0.114;
    const warm = clamp((r - b) * 1.6 + 0.5, 0, 1);
    const scan = 0.94 + 0.06 * Math.sin((y / u) * 3.1);
    const rim = ease(0.25, 0.7, line[i]!) * 0.6;
    const side = x / picture.width;
    ink.r = (grey * (0.25 + warm * 0.9) + 0.05 + rim * (1 - side)) * scan;
    ink.g = (grey * (0.32 + (1 - warm) * 0.42) + rim * side * 0.8) * scan;
    ink.b = (grey * 0.85 + 0.13 + rim) * scan;
  });
  return glowing(again(picture, graded(again(picture, mapped), { contrast: 1.28, saturation: 1.3 })), 8, 0.45);
}

function abstractCells(picture: Pixels, seed: number): Uint8Array {
  const { rgb, width, height } = picture;
  const u = unit(picture);
  const size = 26 * u;
  const ink = { r: 0, g: 0, b: 0 };
  return eachPixel(brushed(picture, 3), ink, (_r, _g, _b, x, y) => {
    const cx = Math.floor(x / size);
    const cy = Math.floor(y / size);
    let best = 9e9;
    let second = 9e9;
    let bx = 0;
    let by = 0;
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) {
        const px = (cx + i + speck(cx + i + (seed % 99), cy + j)) * size;
        const py = (cy + j + speck(cy + j, cx + i + (seed % 77))) * size;
        const d = (px - x) ** 2 + (py - y) ** 2;
        if (d < best) {
          second = best;
          best = d;
          bx = px;
          by = py;
        } else if (d < second) second = d;
      }
    }
    const p = (clamp(Math.floor(by), 0, height - 1) * width + clamp(Math.floor(bx), 0, width - 1)) * 3;
    const shade = 0.93 + 0.14 * speck(Math.floor(bx), Math.floor(by)) + ((bx - x) / size) * 0.08;
    const seam = Math.sqrt(second) - Math.sqrt(best) < 1.2 * u ? 0.82 : 1;
    ink.r = (rgb[p]! / 255) * shade * seam;
    ink.g = (rgb[p + 1]! / 255) * shade * seam;
    ink.b = (rgb[p + 2]! / 255) * shade * seam;
  });
}

function surreal(picture: Pixels): Uint8Array {
  const { rgb, width, height } = picture;
  const ink = { r: 0, g: 0, b: 0 };
  return eachPixel(picture, ink, (_r, _g, _b, x, y) => {
    // space bends around the middle, and the far half takes on another light
    const u = (2 * x) / width - 1;
    const v = (2 * y) / height - 1;
    const sway = Math.sin(v * 5 + u * 2) * 0.025 + Math.sin(u * 7) * 0.012;
    const px = clamp(Math.round(((u + sway + 1) / 2) * width), 0, width - 1);
    const py = clamp(Math.round(((v + sway * 1.4 + 1) / 2) * height), 0, height - 1);
    const p = (py * width + px) * 3;
    const r = rgb[p]! / 255;
    const g = rgb[p + 1]! / 255;
    const b = rgb[p + 2]! / 255;
    const t = ease(0.7, -0.7, v + u * 0.3) * 0.7;
    ink.r = r + (b * 0.95 + 0.07 - r) * t;
    ink.g = g + (r * 0.72 + g * 0.1 - g) * t;
    ink.b = b + (g * 0.9 + 0.12 - b) * t;
  });
}

function artDeco(picture: Pixels): Uint8Array {
  const flat = brushed(picture, 4);
  const line = edges(flat);
  const ink = { r: 0, g: 0, b: 0 };
  const tones = [
    [0.05, 0.07, 0.09],
    [0.07, 0.2, 0.22],
    [0.16, 0.4, 0.38],
    [0.76, 0.6, 0.28],
    [0.96, 0.9, 0.74]
  ] as const;
  return eachPixel(flat, ink, (r, g, b, _x, _y, i) => {
    const grey = clamp((r * 0.32 + g * 0.55 + b * 0.13) * 1.1, 0, 0.999);
    const tone = tones[Math.floor(grey * 5)]!;
    const gold = ease(0.2, 0.36, line[i]!);
    ink.r = tone[0] + (0.85 - tone[0]) * gold;
    ink.g = tone[1] + (0.68 - tone[1]) * gold;
    ink.b = tone[2] + (0.34 - tone[2]) * gold;
  });
}

function renaissance(picture: Pixels): Uint8Array {
  const painted = oil(picture, 2, {
    contrast: 1.08,
    saturation: 0.86,
    shadows: [0.1, 0.06, 0.02],
    lights: [1, 0.9, 0.68],
    tint: 0.34,
    vignette: 0.4
  });
  const u = unit(picture);
  const ink = { r: 0, g: 0, b: 0 };
  return eachPixel(again(picture, painted), ink, (r, g, b, x, y) => {
    // fine cracks of old varnish
    const crack = Math.abs(fbm2(x / (16 * u), y / (16 * u), 3) - 0.5);
    const k = crack < 0.006 ? 0.86 : 1;
    ink.r = r * k;
    ink.g = g * k;
    ink.b = b * k;
  });
}

const TREATMENTS: Readonly<Record<string, Treatment>> = {
  artistic: (p) => graded(brushed(p, 2), { saturation: 1.12, contrast: 1.05 }),
  cartoon,
  watercolor,
  sketch,
  'oil painting': (p) => oil(p, 3, { saturation: 1.14, contrast: 1.06 }),
  impressionist,
  renaissance,
  'pop art': popArt,
  graffiti,
  cyberpunk,
  abstract: abstractCells,
  surreal,
  'art deco': artDeco,
  minimalist: (p) => graded(brushed(brushed(p, 3), 3), GRADES['minimalist']!),
  'digital art': (p) => glowing(again(p, graded(brushed(p, 1.5), { saturation: 1.28, contrast: 1.1 })), 6, 0.16),
  'concept art': (p) => oil(p, 2.4, { contrast: 1.14, saturation: 0.9, shadows: [0.02, 0.08, 0.12], lights: [1, 0.94, 0.83], tint: 0.22 }),
  fantasy: (p) =>
    glowing(again(p, graded(p, { saturation: 1.22, shadows: [0.1, 0.03, 0.2], lights: [1, 0.93, 0.98], tint: 0.24 })), 10, 0.36),
  'sci-fi': (p) =>
    glowing(
      again(p, graded(p, { saturation: 0.66, contrast: 1.16, shadows: [0.0, 0.06, 0.13], lights: [0.86, 0.98, 1], tint: 0.42 })),
      7,
      0.24
    ),
  HDR: (p) => graded(again(p, localContrast(p, Math.round(14 * unit(p)), 0.62)), { saturation: 1.25, contrast: 1.05 }),
  vintage: (p) => graded(again(p, glowing(p, 5, 0.1)), GRADES['vintage']!)
};
