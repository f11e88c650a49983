// The figure under the clothes: proportions of a sitter, the sculpted head, shoulders and hood.
import { FOLDS, FUR } from '../bodies.ts';
import { scaleRgb, type Rgb } from '../colour.ts';
import type { Job } from '../job.ts';
import { materialOf } from '../material.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';
import type { Thing } from '../words.ts';

/** Proportions of a sitter. */
export interface Sitter {
  face: number;
  jaw: number;
  neck: number;
  shoulders: number;
  size: number;
  statue: boolean;
}

/** Height of the middle of a grown head above the picture's floor. */
export const HEAD = 1.89;

export function sitterFor(name: string, dice: Dice): Sitter {
  const child = name === 'child' || name === 'girl' || name === 'boy';
  const man =
    name === 'man' ||
    name === 'king' ||
    name === 'knight' ||
    name === 'old-man' ||
    name === 'wizard' ||
    name === 'astronaut' ||
    name === 'boy';
  return {
    face: child ? 0.98 : dice.between(0.96, 1.03),
    jaw: man ? 1.14 : child ? 0.9 : 0.98,
    neck: child ? 0.72 : man ? 1.18 : dice.between(0.86, 0.98),
    shoulders: child ? 0.76 : man ? 1.16 : 0.95,
    size: child ? 0.92 : 1,
    statue: name === 'statue'
  };
}

/** Head turned by `yaw`, its middle at height `HEAD`, the face along +z of its own frame. */
export function head(sculptor: Sculptor, s: Sitter, yaw: number, skin: number, lip: number): void {
  const at = [0, HEAD * s.size, 0.03] as const;
  const scale = s.face * s.size;
  const j = s.jaw;
  sculptor
    .body({ at, yaw, scale })
    .oval([0, 0.1, -0.05], [0.31, 0.36, 0.37], skin)
    .oval([0, -0.12, 0.08], [0.235 * (0.5 + j * 0.5), 0.3, 0.25], skin, { k: 0.16 })
    .oval([0, -0.325, 0.19], [0.095 * j, 0.075, 0.085], skin, { k: 0.12 })
    .oval([-0.14, -0.02, 0.19], [0.085, 0.075, 0.07], skin, { k: 0.1 })
    .oval([0.14, -0.02, 0.19], [0.085, 0.075, 0.07], skin, { k: 0.1 })
    .limb([-0.16, 0.12, 0.235], [-0.03, 0.115, 0.285], 0.03, 0.034, skin, { k: 0.08 })
    .limb([0.16, 0.12, 0.235], [0.03, 0.115, 0.285], 0.03, 0.034, skin, { k: 0.08 })
    .limb([0, 0.13, 0.285], [0, -0.05, 0.395], 0.022, 0.034, skin, { k: 0.06 })
    .ball([-0.04, -0.066, 0.338], 0.026, skin, { k: 0.035 })
    .ball([0.04, -0.066, 0.338], 0.026, skin, { k: 0.035 })
    .oval([-0.118, 0.055, 0.33], [0.075, 0.045, 0.05], skin, { cut: true, k: 0.06 })
    .oval([0.118, 0.055, 0.33], [0.075, 0.045, 0.05], skin, { cut: true, k: 0.06 })
    .oval([-0.115, 0.045, 0.242], [0.066, 0.05, 0.052], skin, { k: 0.02 })
    .oval([0.115, 0.045, 0.242], [0.066, 0.05, 0.052], skin, { k: 0.02 })
    .oval([0, -0.178, 0.3], [0.082, 0.026, 0.05], lip, { k: 0.016 })
    .oval([0, -0.222, 0.292], [0.07, 0.03, 0.05], lip, { k: 0.016 })
    .oval([0.315, -0.03, -0.06], [0.03, 0.1, 0.062], skin, { k: 0.04, turn: [0, 0.35, -0.12] })
    .oval([-0.315, -0.03, -0.06], [0.03, 0.1, 0.062], skin, { k: 0.04, turn: [0, -0.35, 0.12] })
    .limb([0, -0.2, -0.09], [0, -0.72, -0.14], 0.165 * s.neck, 0.19 * s.neck, skin, { k: 0.1 });
  const lash = sculptor.material(materialOf('plain', scaleRgb(sculptor.materials[skin]!.colour, s.statue ? 0.6 : 0.14)));
  for (const side of [-1, 1]) {
    // closed lids: a thin dark line where the lashes meet
    sculptor
      .body({ at, yaw, scale })
      .limb([side * 0.172, 0.03, 0.268], [side * 0.118, 0.012, 0.299], 0.004, 0.007, lash)
      .limb([side * 0.118, 0.012, 0.299], [side * 0.066, 0.022, 0.3], 0.007, 0.004, lash);
  }
}

export function bust(
  job: Job,
  sculptor: Sculptor,
  s: Sitter,
  yaw: number,
  colour: Rgb | undefined,
  material: string | undefined,
  hood: Thing | undefined,
  high: boolean
): void {
  const { dice, scheme } = job;
  const w = s.shoulders * s.size;
  const y = s.size;
  const skinLike = s.statue
    ? sculptor.material(materialOf(job.spec.things[0]?.material ?? 'marble', job.spec.things[0]?.colour))
    : sculptor.material(
        materialOf(material ?? hood?.material ?? dice.pick(['wool', 'cloth', 'linen']), hood ? (hood.colour ?? scheme.subject) : colour)
      );
  const body = sculptor.body({ yaw: yaw * 0.35, relief: [hood ? FOLDS : FUR, hood ? 0.022 : 0.012, hood ? 4.2 : 11] });
  body
    .oval([0, 0.62 * y, -0.06], [0.6 * w, 0.62 * y, 0.34 * w], skinLike)
    .oval([-0.5 * w, 0.88 * y, -0.08], [0.26 * w, 0.24 * y, 0.24 * w], skinLike, { k: 0.24 })
    .oval([0.5 * w, 0.88 * y, -0.08], [0.26 * w, 0.24 * y, 0.24 * w], skinLike, { k: 0.24 })
    .limb([-0.58 * w, 0.85 * y, -0.08], [-0.66 * w, -1.2, 0], 0.2 * w, 0.19 * w, skinLike, { k: 0.16 })
    .limb([0.58 * w, 0.85 * y, -0.08], [0.66 * w, -1.2, 0], 0.2 * w, 0.19 * w, skinLike, { k: 0.16 })
    .limb([0, 1.05 * y, -0.08], [0, (high ? 1.5 : 1.27) * y, -0.06], 0.28 * w, high ? 0.2 : 0.215, skinLike, { k: 0.16 })
    .limb([0, 0.6 * y, -0.06], [0, -1.2, -0.06], 0.44 * w, 0.4 * w, skinLike, { k: 0.2 });
  if (high) body.ring([0, 1.5 * y, -0.06], 0.19, 0.045, skinLike, { k: 0.04, turn: [0.12, 0, 0] });
}

export function wrapHood(sculptor: Sculptor, s: Sitter, yaw: number, colour: Rgb, material: string | undefined): void {
  const cloth = sculptor.material(materialOf(material ?? 'wool', colour));
  sculptor
    .body({ at: [0, HEAD * s.size, 0.03], yaw, scale: s.size, relief: [FOLDS, 0.034, 5] })
    .oval([0, 0.1, -0.1], [0.43, 0.5, 0.48], cloth)
    .oval([0, -0.36, -0.06], [0.38, 0.4, 0.38], cloth, { k: 0.2 })
    .limb([0, -0.55, -0.05], [0, -0.85, -0.08], 0.36, 0.5, cloth, { k: 0.2 })
    .oval([0, 0, 0.42], [0.255, 0.4, 0.5], cloth, { cut: true, k: 0.05 });
}
