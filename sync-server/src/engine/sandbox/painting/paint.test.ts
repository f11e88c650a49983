// The painter's promises: repeatable, seen in the picture what the words say, never flat.
import { describe, expect, it } from 'vitest';
import { paint, type Painted, type PaintRequest } from './paint.ts';

function small(prompt: string, more: Partial<PaintRequest> = {}): Painted {
  return paint({ prompt, width: 1024, height: 1024, seed: 1, quality: 'video', ...more });
}

function mean({ rgb }: Painted): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < rgb.length; i++) sum[i % 3]! += rgb[i]!;
  return [sum[0] / (rgb.length / 3), sum[1] / (rgb.length / 3), sum[2] / (rgb.length / 3)];
}

function difference(a: Painted, b: Painted): number {
  expect(a.rgb.length).toBe(b.rgb.length);
  let sum = 0;
  for (let i = 0; i < a.rgb.length; i++) sum += Math.abs(a.rgb[i]! - b.rgb[i]!);
  return sum / a.rgb.length;
}

/** How much the picture varies, in display values. */
function spread(painted: Painted): number {
  const [r, g, b] = mean(painted);
  const middle = (r + g + b) / 3;
  let sum = 0;
  for (const value of painted.rgb) sum += (value - middle) ** 2;
  return Math.sqrt(sum / painted.rgb.length);
}

function share(painted: Painted, test: (r: number, g: number, b: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < painted.rgb.length; i += 3) if (test(painted.rgb[i]!, painted.rgb[i + 1]!, painted.rgb[i + 2]!)) count++;
  return count / (painted.rgb.length / 3);
}

const isRed = (r: number, g: number, b: number) => r > 90 && r > g * 1.8 && r > b * 1.8;
const isBlue = (r: number, g: number, b: number) => b > 70 && b > r * 1.5 && b > g * 1.15;

describe('paint', () => {
  it('[ENG-2] paints the same bytes for the same request, whatever was painted in between', () => {
    const first = small('terracotta carafe on a plinth');
    small('a cat on a beach');
    expect(small('terracotta carafe on a plinth').rgb).toEqual(first.rgb);
  });

  it.each(['vase', 'mountain lake', 'portrait of a woman', 'city at night', 'stucco stairs'])(
    '[ENG-2] composes "%s" clearly differently for another seed',
    (prompt) => {
      expect(difference(small(prompt, { seed: 1 }), small(prompt, { seed: 2 }))).toBeGreaterThan(8);
    }
  );

  it('[ENG-2] keeps the proportions asked for', () => {
    const wide = small('sea', { width: 1600, height: 900 });
    expect(wide.width / wide.height).toBeCloseTo(16 / 9, 1);
    expect(wide.rgb.length).toBe(wide.width * wide.height * 3);
    const tall = small('sea', { width: 720, height: 1280 });
    expect(tall.width / tall.height).toBeCloseTo(9 / 16, 1);
  });

  it.each([3, 11, 42])('[ENG-2] shows the colour named (seed %i)', (seed) => {
    const red = small('a red vase, grey background, soft light', { seed });
    const blue = small('a blue vase, grey background, soft light', { seed });
    expect(share(red, isRed)).toBeGreaterThan(share(blue, isRed) + 0.01);
    expect(share(blue, isBlue)).toBeGreaterThan(share(red, isBlue) + 0.01);
  });

  it.each(['sea', 'mountains', 'desert dunes', 'city skyline', 'house in a meadow', 'forest', 'vase'])(
    '[ENG-2] makes night darker than noon: %s',
    (place) => {
      const light = (painted: Painted) => mean(painted).reduce((a, b) => a + b);
      expect(light(small(`${place} at night`))).toBeLessThan(light(small(`${place} at noon`)) * 0.72);
    }
  );

  it('[ENG-2] keeps subject and palette through a series while the shot changes', () => {
    const frames = [0, 1, 2, 3].map((index) => small('orange vase, teal background', { frame: { index, count: 4 } }));
    const [first] = frames as [Painted, ...Painted[]];
    for (const frame of frames.slice(1)) {
      expect(difference(first, frame)).toBeGreaterThan(4);
      const [r, g, b] = mean(first);
      const [x, y, z] = mean(frame);
      expect(Math.hypot(r - x, g - y, b - z)).toBeLessThan(60);
    }
  });

  it.each(['sea', 'carafe', 'dunes', 'city street at night', 'portrait of a man'])(
    '[ENG-2] moves continuously through a video: %s',
    (prompt) => {
      const at = (time: number) => small(prompt, { time });
      const start = at(0.4);
      expect(difference(start, at(0.403))).toBeLessThan(difference(start, at(0.9)));
      expect(difference(start, at(0.9))).toBeGreaterThan(0.8);
    }
  );

  it.each(['', '???', 'hope', 'zxqv blorp', '猫', '🙂', 'the feeling of a Sunday', 'no people, nothing', 'so many words '.repeat(9)])(
    '[ENG-2] never paints a flat picture: "%s"',
    (prompt) => {
      const painted = small(prompt);
      expect(spread(painted)).toBeGreaterThan(12);
      expect(painted.scene.length).toBeGreaterThan(3);
    }
  );

  it.each(
    'bust,astronaut,queen,knight,castle,temple,dome,pagoda,bridge,windmill,lighthouse,cottage,bed,desk,canyon,hills,savanna,beach,island,iceberg,birch,jungle,meadow,village,rose,sunflower,bouquet,lavender,cactus,bonsai,mushroom,silk,smoke,bands,cake,burger,pizza,sushi,doughnut,ice cream,soup,wine,bread,pancakes,apple,banana,grapes,pumpkin,horse,zebra,stag,giraffe,elephant,bird,owl,flamingo,fish,whale,butterfly,turtle,frog,snake,car,truck,boat,sailboat,ship,plane,train,bicycle,motorcycle,rocket,balloon,submarine,ufo,saturn,galaxy,eclipse,camera,headphones,shoe,guitar,robot,typewriter,clock,lamp,gem,hourglass'.split(
      ','
    )
  )('[ENG-2] paints: %s', (thing) => {
    const painted = small(thing, { width: 640, height: 800, seed: 5 });
    expect(spread(painted)).toBeGreaterThan(9);
  });
});
