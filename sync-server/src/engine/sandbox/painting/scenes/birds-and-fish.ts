// Birds and swimmers, sculpted like the walking animals but built differently.
import { FUR } from '../bodies.ts';
import { mixRgb, type Rgb } from '../colour.ts';
import { materialOf } from '../material.ts';
import type { Sculptor } from '../sculpt.ts';

/** Sculpts a bird facing +x. Returns height and length. */
export function makeBird(
  sculptor: Sculptor,
  name: string,
  colour: Rgb | undefined,
  material: string | undefined,
  yaw: number
): { height: number; length: number } {
  const styles: Record<string, readonly [Rgb, Rgb, Rgb]> = {
    bird: [
      [0.12, 0.2, 0.36],
      [0.66, 0.3, 0.12],
      [0.04, 0.04, 0.04]
    ],
    owl: [
      [0.3, 0.19, 0.1],
      [0.6, 0.48, 0.34],
      [0.5, 0.34, 0.06]
    ],
    duck: [
      [0.62, 0.52, 0.36],
      [0.75, 0.7, 0.6],
      [0.8, 0.36, 0.03]
    ],
    swan: [
      [0.82, 0.81, 0.78],
      [0.86, 0.85, 0.83],
      [0.8, 0.26, 0.03]
    ],
    flamingo: [
      [0.85, 0.32, 0.32],
      [0.88, 0.44, 0.42],
      [0.05, 0.04, 0.04]
    ],
    penguin: [
      [0.03, 0.035, 0.045],
      [0.82, 0.81, 0.78],
      [0.75, 0.34, 0.04]
    ]
  };
  const [top, under, beak] = styles[name] ?? styles['bird']!;
  const coat = sculptor.material(materialOf(material ?? 'fur', colour ?? top, { pitch: 14 }));
  const belly = sculptor.material(materialOf(material ?? 'fur', colour ? mixRgb(colour, [0.85, 0.8, 0.72], 0.5) : under, { pitch: 14 }));
  const horn = sculptor.material(materialOf('paint', beak));
  const ink = sculptor.material(materialOf('paint', [0.01, 0.01, 0.012]));
  const relief = [FUR, material === undefined ? 0.008 : 0, 22] as const;
  const body = sculptor.body({ yaw, relief });
  const legs = name === 'flamingo' ? 1.15 : name === 'penguin' || name === 'owl' ? 0.08 : name === 'swan' || name === 'duck' ? 0 : 0.26;
  let hx = 0.42;
  let hy = legs + 0.78;
  if (name === 'penguin' || name === 'owl') {
    hx = 0.05;
    hy = legs + 1.12;
    body
      .oval([0, legs + 0.55, 0], [0.38, 0.6, 0.38], coat)
      .oval([0.12, legs + 0.5, 0], [0.33, 0.5, 0.3], belly, { k: 0.03 })
      .oval([hx, hy, 0], [0.27, 0.26, 0.27], coat, { k: 0.1 });
    for (const side of [-1, 1])
      body.oval([-0.06, legs + 0.55, side * 0.38], [0.2, 0.45, 0.08], coat, { turn: [side * -0.16, 0, 0.1], k: 0.04 });
  } else {
    body
      .oval([0, legs + 0.4, 0], [0.52, 0.3, 0.29], coat, { turn: [0, 0, name === 'bird' ? 0.35 : 0.08] })
      .oval([0.16, legs + 0.34, 0], [0.36, 0.25, 0.25], belly, { k: 0.05 });
    body.oval([-0.62, legs + (name === 'bird' ? 0.2 : 0.46), 0], [0.34, 0.05, 0.13], coat, {
      turn: [0, 0, name === 'bird' ? 0.42 : -0.15],
      k: 0.06
    });
    for (const side of [-1, 1])
      body.oval([-0.1, legs + 0.44, side * 0.25], [0.46, 0.2, 0.08], coat, {
        turn: [side * 0.15, side * 0.1, name === 'bird' ? 0.3 : 0.1],
        k: 0.03
      });
    if (name === 'swan' || name === 'flamingo') {
      const tall = name === 'flamingo' ? 0.95 : 0.8;
      body
        .limb([0.42, legs + 0.45, 0], [0.68, legs + 0.75, 0], 0.11, 0.075, coat, { k: 0.1 })
        .limb([0.68, legs + 0.75, 0], [0.5, legs + tall + 0.1, 0], 0.075, 0.065, coat, { k: 0.06 })
        .limb([0.5, legs + tall + 0.1, 0], [0.62, legs + tall + 0.38, 0], 0.065, 0.06, coat, { k: 0.06 });
      hx = 0.68;
      hy = legs + tall + 0.4;
      body.oval([hx, hy, 0], [0.13, 0.1, 0.1], coat, { k: 0.05 });
    } else body.ball([hx, hy, 0], 0.21, coat, { k: 0.14 });
  }
  const r = name === 'swan' || name === 'flamingo' ? 0.1 : 0.21;
  const flat = name === 'duck' || name === 'swan';
  const face = sculptor.body({ yaw });
  face.cone(
    [hx + r * (flat ? 1.5 : 1.25), hy - r * 0.12 - (name === 'flamingo' ? 0.04 : 0), 0],
    r * 0.34,
    r * (flat ? 0.18 : 0.03),
    r * (name === 'owl' ? 0.3 : 0.62),
    horn,
    { turn: [0, 0, -Math.PI / 2 - (name === 'flamingo' || name === 'owl' ? 0.8 : 0.12)] }
  );
  for (const side of [-1, 1]) {
    if (name === 'owl')
      face
        .tube([hx + 0.22, hy + 0.04, side * 0.11], 0.115, 0.02, 0.02, belly, { turn: [0, side * -0.35, Math.PI / 2] })
        .ball([hx + 0.23, hy + 0.04, side * 0.12], 0.06, ink);
    else face.ball([hx + r * 0.55, hy + r * 0.28, side * r * 0.76], r * 0.17, ink);
  }
  if (legs > 0.05) {
    const stilts = sculptor.body({ yaw });
    for (const side of [-1, 1])
      stilts
        .limb([0, legs + 0.15, side * 0.12], [0.02, 0.03, side * 0.13], 0.028, 0.02, horn)
        .oval([0.1, 0.02, side * 0.13], [0.13, 0.02, 0.07], horn);
  }
  return { height: hy + r * 1.3, length: 1.5 };
}

/** Sculpts a swimmer (fish, whale, shark) facing +x, its middle at height `at`. */
export function makeFish(
  sculptor: Sculptor,
  name: string,
  colour: Rgb | undefined,
  material: string | undefined,
  at: number,
  yaw: number
): { height: number; length: number } {
  const whale = name === 'whale' || name === 'shark';
  const coat = colour ?? (whale ? [0.12, 0.16, 0.21] : [0.8, 0.27, 0.04]);
  const skin = sculptor.material(
    materialOf(
      material ?? 'paint',
      coat,
      material ? {} : { texture: 'peel', pitch: 14, strength: 0.25, mirror: 0.04, second: mixRgb(coat, [0.9, 0.8, 0.6], 0.5) }
    )
  );
  const belly = sculptor.material(materialOf(material ?? 'paint', mixRgb(coat, [0.85, 0.83, 0.78], 0.7), { mirror: 0.03 }));
  const ink = sculptor.material(materialOf('paint', [0.01, 0.01, 0.012]));
  const body = sculptor.body({ at: [0, at, 0], yaw });
  const h = whale ? 0.34 : 0.36;
  body
    .oval([0, 0, 0], [0.86, h, h * 0.62], skin)
    .oval([0.12, -h * 0.4, 0], [0.62, h * 0.6, h * 0.52], belly, { k: 0.06 })
    .limb([-0.6, 0, 0], [-1.02, 0.04, 0], 0.16, 0.06, skin, { k: 0.14 });
  const fin = (foot: [number, number, number], bearing: number, up: number, size: number) =>
    sculptor.leaf(
      [foot[0] * Math.cos(yaw) + foot[2] * Math.sin(yaw), at + foot[1], foot[2] * Math.cos(yaw) - foot[0] * Math.sin(yaw)],
      [bearing + yaw, up, 0, 0],
      { width: size * 0.62, length: size, lift: size * 0.2, cup: 0.4, point: 0.3 },
      skin
    );
  if (whale) {
    for (const side of [-1, 1]) {
      body.oval([-1.1, 0.06, side * 0.2], [0.16, 0.03, 0.26], skin, { turn: [0, side * -0.5, 0.2], k: 0.05 });
      body.oval([0.22, -0.2, side * 0.34], [0.14, 0.03, 0.3], skin, { turn: [side * 0.4, side * 0.5, 0], k: 0.05 });
    }
    body.oval([-0.22, h + 0.06, 0], [0.16, 0.16, 0.035], skin, { turn: [0, 0, 0.5], k: 0.06 });
  } else {
    for (const lean of [0.7, -0.7, 0.15]) fin([-0.98, 0.02, 0], -Math.PI / 2, lean, 0.3);
    for (let i = 0; i < 5; i++) fin([0.28 - i * 0.13, h * 0.8, 0], -Math.PI / 2, 1 - i * 0.12, 0.24);
    fin([0.1, -h * 0.8, 0], -Math.PI / 2, -0.9, 0.17);
    for (const side of [-1, 1]) fin([0.3, -0.08, side * h * 0.55], -Math.PI / 2 + side * 0.7, -0.2, 0.19);
  }
  for (const side of [-1, 1])
    sculptor.body({ at: [0, at, 0], yaw }).ball([0.6, whale ? 0 : 0.09, side * h * 0.4], whale ? 0.035 : 0.06, ink);
  return { height: at + h + 0.3, length: 2.2 };
}
