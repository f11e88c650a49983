// Animals as a sculptor would sketch them: a few ovals and limbs, blended, with the marks that tell one from another.
import { materialOf } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { FUR } from '../bodies.ts';
import type { Beast } from './beast-forms.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';

/** Sculpts a walking animal facing +x, feet on the ground. Returns its height and length. */
export function makeBeast(
  sculptor: Sculptor,
  name: string,
  b: Beast,
  dice: Dice,
  colour: Rgb | undefined,
  material: string | undefined,
  yaw: number
): { height: number; length: number } {
  const coat = colour ?? b.colour;
  const soft = material ?? 'fur';
  const striped = b.marks === 'stripes' && material === undefined;
  const dark: Rgb = [0.02, 0.017, 0.015];
  const skin = sculptor.material(
    materialOf(
      soft,
      coat,
      striped
        ? { texture: 'stripes', second: dark, pitch: 2.6, strength: 1 }
        : b.marks === 'patches' && material === undefined
          ? { texture: 'plaster', second: name === 'cow' ? dark : scaleRgb(coat, 0.3), pitch: 9, strength: 1.1 }
          : {}
    )
  );
  const light = sculptor.material(materialOf(soft, b.pale ?? mixRgb(coat, [0.7, 0.64, 0.56], 0.35)));
  const plain = sculptor.material(materialOf(soft, coat));
  const ink = sculptor.material(materialOf('paint', dark));
  const s = b.slim ?? 1;
  const legs = b.legs;
  const back = legs + b.bulk * 0.6;
  const half = b.long / 2;
  const woolly = b.marks === 'wool';
  const panda = name === 'panda';
  const limbSkin = panda || woolly ? light : plain;
  const bodyRelief =
    material !== undefined && material !== 'fur' && material !== 'wool'
      ? 0
      : woolly
        ? 0.05
        : name === 'bear' || name === 'panda' || name === 'lion'
          ? 0.018
          : 0.01;
  const body = sculptor.body({ yaw, relief: [woolly ? 3 : FUR, bodyRelief, woolly ? 9 : 16] });
  body
    .oval([0, back, 0], [half * 0.95, b.bulk, b.bulk * 0.86], skin)
    .oval([half * 0.55, back + b.bulk * 0.1, 0], [b.bulk * 0.98, b.bulk * 1.05, b.bulk * 0.86], skin, { k: 0.16 })
    .oval([-half * 0.6, back + b.bulk * 0.06, 0], [b.bulk * 0.95, b.bulk * 1.02, b.bulk * 0.88], skin, { k: 0.16 })
    .oval([half * 0.1, back - b.bulk * 0.5, 0], [half * 0.6, b.bulk * 0.6, b.bulk * 0.6], light, { k: 0.1 });
  const stride = dice.between(0.04, 0.12);
  const thick = Math.max(0.05, b.bulk * 0.26) * s;
  for (const side of [-1, 1]) {
    const z = side * b.bulk * 0.5;
    for (const front of [1, -1]) {
      const x = front * half * 0.62;
      const step = stride * side * front;
      const knee: [number, number, number] = [x + step * 0.4 + (front < 0 ? -0.06 : 0.02), legs * 0.5, z];
      body.limb([x, back - b.bulk * 0.2, z * 0.9], knee, thick * 1.9, thick * 1.05, limbSkin, { k: 0.09 });
      body.limb(knee, [x + step, 0.05, z], thick * 1.02, thick * 0.8, limbSkin, { k: 0.05 });
      body.oval(
        [x + step + thick * 0.6, 0.05, z],
        [thick * 1.35, 0.055, thick * 1.02],
        name === 'horse' || name === 'stag' || name === 'deer' || name === 'cow' ? ink : limbSkin,
        { k: 0.04 }
      );
    }
  }
  const angle = b.rise * 1.15;
  const hx = half * 0.78 + Math.cos(angle) * (b.neck + b.head * 0.4);
  const hy = back + b.bulk * 0.25 + Math.sin(angle) * (b.neck + b.head * 0.4);
  body.limb(
    [half * 0.62, back + b.bulk * 0.2, 0],
    [hx - b.head * 0.2, hy - b.head * 0.1, 0],
    b.bulk * 0.72 * Math.min(1, s + 0.1),
    b.head * (b.neck > 0.4 ? 0.55 : 0.8),
    plain,
    { k: 0.14 }
  );
  tail(body, b, half, back, plain, light, sculptor, yaw);
  const face = sculptor.body({ yaw });
  const droop = b.snout > 0.3 ? 0.6 : 0.2;
  const muzzle: [number, number, number] = [
    hx + b.head * 0.55 + b.snout * Math.cos(droop),
    hy - b.head * 0.2 - b.snout * Math.sin(droop),
    0
  ];
  face.oval([hx, hy, 0], [b.head * 0.98, b.head * 0.9, b.head * 0.85], striped ? skin : woolly ? light : plain);
  face.limb(
    [hx + b.head * 0.35, hy - b.head * 0.16, 0],
    muzzle,
    b.head * 0.56,
    b.head * (b.snout > 0.3 ? 0.42 : 0.34),
    woolly || b.pale === undefined || panda ? (panda ? plain : woolly ? light : plain) : light,
    { k: 0.1 }
  );
  face.oval([muzzle[0] + b.head * 0.28, muzzle[1] + b.head * 0.14, 0], [b.head * 0.13, b.head * 0.1, b.head * 0.14], ink, { k: 0.015 });
  if (name === 'elephant') {
    face
      .limb([hx + 0.3, hy - 0.1, 0], [hx + 0.52, hy - 0.62, 0], 0.16, 0.11, plain, { k: 0.12 })
      .limb([hx + 0.52, hy - 0.62, 0], [hx + 0.48, hy - 1.02, 0], 0.11, 0.075, plain, { k: 0.05 });
  }
  for (const side of [-1, 1]) {
    if (panda)
      face.oval([hx + b.head * 0.66, hy + b.head * 0.14, side * b.head * 0.4], [b.head * 0.2, b.head * 0.24, b.head * 0.2], light, {
        k: 0.03
      });
    face.ball([hx + b.head * 0.72, hy + b.head * 0.2, side * b.head * 0.44], b.head * 0.115, ink);
    ear(face, b, hx, hy, side, plain, light);
  }
  horns(sculptor, b, hx, hy, yaw);
  if (b.mane && name === 'lion')
    sculptor
      .body({ yaw, relief: [3, 0.06, 8] })
      .oval(
        [hx - b.head * 0.35, hy - b.head * 0.15, 0],
        [b.head * 0.85, b.head * 1.5, b.head * 1.4],
        sculptor.material(materialOf('fur', scaleRgb(coat, 0.4)))
      );
  else if (b.mane)
    for (let i = 0; i < 7; i++)
      sculptor
        .body({ yaw, relief: [FUR, 0.02, 20] })
        .oval(
          [half * 0.6 + (hx - half * 0.6) * (i / 6) - 0.1, back + b.bulk * 0.6 + (hy - back - b.bulk * 0.3) * (i / 6), 0.02],
          [0.1, 0.15, 0.06],
          ink
        );
  return { height: hy + b.head * (b.ears === 'long' ? 2.2 : b.horns === 'antlers' ? 3 : 1.2), length: b.long + b.neck + b.head + b.snout };
}

type Body = ReturnType<Sculptor['body']>;

function ear(face: Body, b: Beast, hx: number, hy: number, side: number, skin: number, light: number): void {
  const h = b.head;
  const z = side * h * 0.55;
  switch (b.ears) {
    case 'pointed':
      face.cone([hx - h * 0.12, hy + h * 0.98, z * 0.95], h * 0.3, h * 0.03, h * 0.36, skin, { turn: [side * 0.28, 0, 0.12], k: 0.04 });
      break;
    case 'round':
      face.oval([hx - h * 0.2, hy + h * 0.72, side * h * 0.66], [h * 0.13, h * 0.3, h * 0.3], b.colour[0] > 0.7 ? light : skin, {
        k: 0.03
      });
      break;
    case 'floppy':
      face.oval([hx - h * 0.1, hy + h * 0.28, side * h * 0.9], [h * 0.24, h * 0.46, h * 0.12], skin, {
        turn: [side * -0.5, 0, 0.2],
        k: 0.04
      });
      break;
    case 'long':
      face.oval([hx - h * 0.25, hy + h * 1.5, side * h * 0.34], [h * 0.13, h * 0.85, h * 0.24], skin, {
        turn: [side * 0.12, 0, 0.18],
        k: 0.04
      });
      break;
    case 'big':
      face.oval([hx - h * 0.3, hy + h * 0.25, side * h * 1.1], [h * 0.1, h * 0.85, h * 0.7], skin, { turn: [0, side * 0.5, 0], k: 0.04 });
      break;
    case 'none':
      break;
  }
}

function tail(body: Body, b: Beast, half: number, back: number, skin: number, light: number, sculptor: Sculptor, yaw: number): void {
  const x = -half * 0.95;
  const y = back + b.bulk * 0.3;
  switch (b.tail) {
    case 'bushy':
      sculptor
        .body({ yaw, relief: [FUR, 0.03, 12] })
        .limb([x, y, 0], [x - 0.34, y - 0.12, 0.05], 0.09, 0.17, skin)
        .limb([x - 0.34, y - 0.12, 0.05], [x - 0.62, y - 0.1, 0.08], 0.16, 0.05, light, { k: 0.08 });
      break;
    case 'mane':
      sculptor
        .body({ yaw, relief: [FUR, 0.02, 16] })
        .limb([x, y, 0], [x - 0.2, y - 0.2, 0], 0.06, 0.1, skin)
        .limb([x - 0.2, y - 0.2, 0], [x - 0.24, y - 0.75, 0], 0.1, 0.04, sculptor.material(materialOf('fur', [0.03, 0.02, 0.015])), {
          k: 0.05
        });
      break;
    case 'short':
      body.ball([x - 0.02, y, 0], b.bulk * 0.26, light, { k: 0.05 });
      break;
    default: {
      const t = b.bulk * (b.tail === 'long' ? 0.24 : 0.14) * (b.slim !== undefined && b.slim > 1.3 && b.tail === 'long' ? 2 : 1);
      body
        .limb([x, y, 0], [x - 0.3, y - 0.02, 0.02], t * 1.2, t, skin, { k: 0.06 })
        .limb([x - 0.3, y - 0.02, 0.02], [x - 0.5, y + 0.22, 0.05], t, t * 0.8, skin, { k: 0.05 })
        .limb([x - 0.5, y + 0.22, 0.05], [x - 0.5, y + 0.5, 0.07], t * 0.8, t * 0.5, skin, { k: 0.04 });
    }
  }
}

function horns(sculptor: Sculptor, b: Beast, hx: number, hy: number, yaw: number): void {
  if (b.horns === undefined) return;
  const bone = sculptor.material(materialOf('wax', b.horns === 'antlers' ? [0.3, 0.2, 0.12] : [0.78, 0.72, 0.6]));
  for (const side of [-1, 1]) {
    const body = sculptor.body({ yaw });
    if (b.horns === 'antlers') {
      const z = side * 0.1;
      body
        .limb([hx - 0.05, hy + 0.14, z], [hx - 0.2, hy + 0.46, side * 0.3], 0.026, 0.022, bone)
        .limb([hx - 0.2, hy + 0.46, side * 0.3], [hx - 0.06, hy + 0.86, side * 0.46], 0.022, 0.01, bone);
      body
        .limb([hx - 0.12, hy + 0.3, side * 0.2], [hx + 0.12, hy + 0.48, side * 0.24], 0.018, 0.008, bone)
        .limb([hx - 0.19, hy + 0.5, side * 0.31], [hx + 0.1, hy + 0.7, side * 0.36], 0.018, 0.008, bone)
        .limb([hx - 0.16, hy + 0.62, side * 0.36], [hx - 0.34, hy + 0.84, side * 0.5], 0.016, 0.008, bone);
    } else if (b.horns === 'tusks') body.limb([hx + 0.3, hy - 0.3, side * 0.2], [hx + 0.62, hy - 0.5, side * 0.24], 0.05, 0.02, bone);
    else body.limb([hx - 0.02, hy + 0.2, side * 0.14], [hx + 0.04, hy + 0.34, side * 0.34], 0.045, 0.015, bone);
  }
}
