// Hair, hats, glasses, scarves: what makes one sitter different from the next.
import { FOLDS, FUR, ROUGH } from '../bodies.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import type { Job } from '../job.ts';
import { materialOf } from '../material.ts';
import type { Sculptor } from '../sculpt.ts';
import { HEAD, type Sitter } from './figure.ts';

const HAIR: readonly Rgb[] = [
  [0.02, 0.014, 0.012],
  [0.055, 0.028, 0.016],
  [0.2, 0.085, 0.03],
  [0.5, 0.33, 0.13],
  [0.5, 0.5, 0.5],
  [0.32, 0.06, 0.02]
];

/** Hair, and what is worn on it. */
export function dress(job: Job, sculptor: Sculptor, s: Sitter, yaw: number, name: string, fallback: Rgb, skin: number): void {
  const { spec, dice, scheme } = job;
  const at = [0, HEAD * s.size, 0.03] as const;
  const scale = s.face * s.size;
  const wears = (what: string) => spec.things.find((thing) => thing.name === what);
  const hairWord = wears('hair') ?? wears('bun') ?? wears('bob');
  const old = name === 'old-man' || name === 'old-woman' || name === 'wizard';
  const hairColour = hairWord?.colour ?? (old ? HAIR[4]! : dice.pick(HAIR.slice(0, 4)));
  const hair = s.statue
    ? skin
    : sculptor.material(materialOf('fur', hairColour, { pitch: 26, gloss: 0.3, sharp: 12, strength: 0.3, soft: 0 }));
  const hat = wears('hat') ?? wears('straw-hat');
  const capped = hat ?? wears('beanie') ?? wears('cap') ?? wears('turban') ?? wears('crown') ?? wears('helmet');
  if (name === 'astronaut' || wears('helmet') || name === 'knight') {
    const knight = name === 'knight';
    const shell = sculptor.material(
      materialOf(knight ? 'silver' : 'porcelain', wears('helmet')?.colour ?? (knight ? undefined : [0.86, 0.87, 0.88]))
    );
    sculptor
      .body({ at, yaw, scale })
      .ball([0, 0.04, -0.02], 0.56, shell)
      .oval([0, 0.02, 0.38], [0.34, 0.31, 0.4], shell, { cut: true, k: 0.05 })
      .ring([0, -0.46, -0.04], 0.42, 0.09, shell, { k: 0.06 });
    if (!knight)
      sculptor
        .body({ at, yaw, scale })
        .ball([0, 0.04, -0.02], 0.525, sculptor.material(materialOf('chrome', [0.3, 0.22, 0.12], { mirror: 0.6 })));
    return;
  }
  const long = hairWord?.name === 'hair' || name === 'woman' || name === 'girl' || name === 'queen' || name === 'old-woman';
  const style =
    hairWord?.name === 'bun'
      ? 'bun'
      : hairWord?.name === 'bob'
        ? 'bob'
        : long
          ? dice.pick(hairWord ? (['long', 'long', 'bun'] as const) : (['bun', 'long', 'bob', 'cap'] as const))
          : dice.pick(['cap', 'short', 'curls'] as const);
  const locks = sculptor.body({ at, yaw, scale, relief: style === 'curls' ? [ROUGH, 0.06, 6] : [FUR, 0.01, 18] });
  locks
    .oval([0, 0.14, -0.085], [0.345, 0.37, 0.375], hair)
    .oval([0, 0.0, 0.33], [0.4, 0.335, 0.3], hair, { cut: true, k: 0.08 })
    .box([0, -0.62, 0.1], [0.6, 0.42, 0.6], 0, hair, { cut: true, k: 0.12 });
  if (style === 'bun') locks.ball([0, 0.3, -0.46], 0.17, hair, { k: 0.1 });
  if (style === 'bob' || style === 'long') {
    const drop = style === 'long' ? 0.95 : 0.42;
    for (const side of [-1, 1])
      locks.oval([side * 0.3, -0.02 - drop * 0.42, -0.1], [0.115, 0.2 + drop * 0.48, 0.24], hair, { k: 0.1, turn: [0, 0, side * 0.06] });
    locks.oval([0, -0.15, -0.28], [0.3, 0.35 + drop * 0.35, 0.16], hair, { k: 0.14 });
  }
  if (style === 'curls') locks.ball([0, 0.34, -0.1], 0.3, hair, { k: 0.16 });
  if (!capped && name !== 'king' && name !== 'queen') return;
  const tone = capped?.colour ?? (capped?.material ? undefined : mixRgb(fallback, scheme.accent, 0.2));
  const crown = sculptor.body({ at, yaw, scale });
  switch (capped?.name ?? 'crown') {
    case 'beanie': {
      const wool = sculptor.material(materialOf(capped?.material ?? 'wool', tone));
      sculptor
        .body({ at, yaw, scale, relief: [FUR, 0.015, 16] })
        .oval([0, 0.2, -0.06], [0.365, 0.38, 0.41], wool)
        .box([0, -0.32, 0], [0.7, 0.44, 0.7], 0, wool, { cut: true })
        .ring([0, 0.14, -0.05], 0.35, 0.055, wool, { k: 0.03, turn: [-0.1, 0, 0] });
      break;
    }
    case 'turban': {
      const silk = sculptor.material(materialOf(capped?.material ?? 'cloth', tone));
      sculptor
        .body({ at, yaw, scale, relief: [FOLDS, 0.03, 8] })
        .oval([0, 0.32, -0.06], [0.42, 0.29, 0.46], silk)
        .ring([0, 0.2, -0.04], 0.34, 0.1, silk, { k: 0.1, turn: [-0.24, 0, 0.1] });
      break;
    }
    case 'cap': {
      const felt = sculptor.material(materialOf(capped?.material ?? 'cloth', tone));
      crown
        .oval([0, 0.2, -0.06], [0.36, 0.34, 0.4], felt)
        .box([0, -0.3, 0], [0.7, 0.46, 0.7], 0, felt, { cut: true })
        .oval([0, 0.18, 0.36], [0.25, 0.022, 0.24], felt, { k: 0.04, turn: [0.16, 0, 0] });
      break;
    }
    case 'crown': {
      const gold = sculptor.material(materialOf(capped?.material ?? 'gold', capped?.colour));
      crown.tube([0, 0.4, -0.05], 0.33, 0.08, 0.01, gold).tube([0, 0.42, -0.05], 0.3, 0.2, 0.01, gold, { cut: true });
      for (let i = 0; i < 8; i++)
        crown.limb(
          [Math.sin(i * 0.785) * 0.32, 0.44, Math.cos(i * 0.785) * 0.32 - 0.05],
          [Math.sin(i * 0.785) * 0.35, 0.62, Math.cos(i * 0.785) * 0.35 - 0.05],
          0.035,
          0.014,
          gold
        );
      break;
    }
    default: {
      const straw = capped?.name === 'straw-hat' || capped?.material === 'straw';
      const felt = sculptor.material(
        materialOf(straw ? 'straw' : (capped?.material ?? 'wool'), capped?.colour ?? (straw ? undefined : tone))
      );
      const band = sculptor.material(materialOf('cloth', scaleRgb(scheme.accent, 0.3)));
      crown
        .tube([0, 0.27, -0.03], 0.84, 0.026, 0.026, felt, { turn: [-0.06, 0, 0.03] })
        .tube([0, 0.43, -0.05], 0.36, 0.17, 0.07, felt, { k: 0.05 })
        .oval([0, 0.66, -0.05], [0.24, 0.08, 0.24], felt, { cut: true, k: 0.06 });
      sculptor.body({ at, yaw, scale }).tube([0, 0.34, -0.05], 0.374, 0.045, 0.01, band);
    }
  }
}

/** Glasses, scarf, beard and earrings, where the prompt names them. */
export function accessories(job: Job, sculptor: Sculptor, s: Sitter, yaw: number): void {
  const { spec, scheme, dice } = job;
  const at = [0, HEAD * s.size, 0.03] as const;
  const scale = s.face * s.size;
  const wears = (what: string) => spec.things.find((thing) => thing.name === what);
  const glasses = wears('glasses') ?? wears('sunglasses');
  if (glasses) {
    const frameOf = sculptor.material(materialOf(glasses.material ?? 'plastic', glasses.colour ?? [0.02, 0.018, 0.018]));
    const specs = sculptor.body({ at, yaw, scale });
    for (const side of [-1, 1]) {
      specs
        .ring([side * 0.125, 0.045, 0.352], 0.094, 0.012, frameOf, { turn: [Math.PI / 2, 0, 0] })
        .limb([side * 0.22, 0.06, 0.345], [side * 0.335, 0.05, -0.02], 0.011, 0.011, frameOf);
      if (glasses.name === 'sunglasses')
        specs.tube([side * 0.125, 0.045, 0.352], 0.092, 0.012, 0.008, sculptor.material(materialOf('paint', [0.015, 0.015, 0.018])), {
          turn: [Math.PI / 2, 0, 0]
        });
    }
    specs.limb([-0.03, 0.06, 0.362], [0.03, 0.06, 0.362], 0.011, 0.011, frameOf);
  }
  const scarf = wears('scarf');
  if (scarf) {
    const wool = sculptor.material(materialOf(scarf.material ?? 'wool', scarf.colour ?? (scarf.material ? undefined : scheme.accent)));
    sculptor
      .body({ relief: [FOLDS, 0.025, 9], yaw: yaw * 0.4 })
      .ring([0, 1.36 * s.size, -0.04], 0.27, 0.125, wool, { turn: [0.12, 0, 0.05] })
      .limb([0.12, 1.3 * s.size, 0.26], [0.2, 0.6 * s.size, 0.42], 0.1, 0.13, wool, { k: 0.1 });
  }
  const beard = wears('beard') ?? (spec.things[0]?.name === 'wizard' ? spec.things[0] : undefined);
  if (beard) {
    const hair = sculptor.material(
      materialOf('fur', beard.name === 'wizard' ? [0.6, 0.6, 0.6] : (beard.colour ?? dice.pick(HAIR.slice(0, 3))))
    );
    sculptor
      .body({ at, yaw, scale, relief: [FUR, 0.02, 14] })
      .oval([0, -0.3, 0.14], [0.2, beard.name === 'wizard' ? 0.4 : 0.2, 0.17], hair)
      .oval([0, -0.2, 0.34], [0.1, 0.055, 0.1], hair, { cut: true, k: 0.03 });
  }
  const ring = wears('earrings');
  if (ring)
    for (const side of [-1, 1])
      sculptor.body({ at, yaw, scale }).ball([side * 0.35, -0.2, -0.04], 0.045, sculptor.material(materialOf('gold', ring.colour)));
}
