// Portraits: a calm sculpted head and shoulders, in the clothes, hats and hair the prompt names.
import { frame } from '../camera.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { Sculptor } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import { FOLDS, FUR, ROUGH } from '../solids.ts';
import { stageSet } from './set.ts';
import type { Thing } from '../words.ts';
import type { Dice } from '../random.ts';

/** Proportions of a sitter. */
interface Sitter {
  face: number;
  jaw: number;
  neck: number;
  shoulders: number;
  size: number;
  statue: boolean;
}

/** Height of the middle of a grown head above the picture's floor. */
const HEAD = 1.89;

const SKINS: readonly Rgb[] = [
  [0.62, 0.36, 0.22],
  [0.44, 0.22, 0.115],
  [0.72, 0.46, 0.31],
  [0.25, 0.115, 0.06],
  [0.55, 0.3, 0.17],
  [0.76, 0.54, 0.4]
];
const HAIR: readonly Rgb[] = [
  [0.02, 0.014, 0.012],
  [0.055, 0.028, 0.016],
  [0.2, 0.085, 0.03],
  [0.5, 0.33, 0.13],
  [0.5, 0.5, 0.5],
  [0.32, 0.06, 0.02]
];

/** Draws one person (or two, if the prompt says so). */
export function drawPortrait(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const sculptor = new Sculptor();
  const person = spec.things.find((thing) => thing.part === 'subject') ?? spec.things[0];
  const name = person?.name ?? 'person';
  const sitter = sitterFor(name, dice);
  const covered = spec.things.some((thing) => thing.name === 'hood' || thing.name === 'helmet' || thing.name === 'astronaut' || thing.name === 'glasses' || thing.name === 'sunglasses');
  const yaw = dice.sign() * dice.pick(covered ? [0.3, 0.45, 0.6] : [0.35, 0.62, 0.95, 1.35]) * (spec.shot === 'close' ? 0.6 : 1);
  const wears = (what: string) => spec.things.find((thing) => thing.name === what);
  const clothes = wears('clothes') ?? wears('turtleneck');
  const cloth = clothes?.colour ?? person?.colour ?? (clothes?.material ? undefined : dice.pick([scheme.subject, scheme.second, scheme.accent]));
  const hood = wears('hood') ?? (name === 'nun' || name === 'monk' ? ({ name: 'hood', part: 'wear', count: 1 } as Thing) : undefined);
  bust(job, sculptor, sitter, yaw, cloth, clothes?.material, hood, wears('turtleneck') !== undefined);
  const skin = sculptor.material(sitter.statue ? materialOf(person?.material ?? 'marble', person?.colour) : materialOf('skin', spec.setting === 'snow' ? mixRgb(dice.pick(SKINS), [0.8, 0.5, 0.4], 0.15) : dice.pick(SKINS)));
  const lip = sculptor.material(sitter.statue ? materialOf(person?.material ?? 'marble', person?.colour) : materialOf('skin', mixRgb(sculptor.materials[skin]!.colour, [0.5, 0.07, 0.06], 0.42)));
  head(sculptor, sitter, yaw, skin, lip);
  if (hood) wrapHood(sculptor, sitter, yaw, hood.colour ?? scheme.subject, hood.material);
  else dress(job, sculptor, sitter, yaw, name, scheme.subject, skin);
  accessories(job, sculptor, sitter, yaw);
  const wide = framing(job);
  const indoors = studioFor(spec.lightGiven ? spec : { ...spec, light: dice.pick(['soft', 'studio', 'low-key', 'soft', 'window'] as const) }, dice.fork('light'), 2.6, job.lightTurn, yaw > 0 ? 1 : -1);
  indoors.lamp.gobo = spec.lightGiven ? indoors.lamp.gobo : null;
  const full = spec.shot === 'wide' ? 0.85 : 1;
  const camera = frame({ target: [Math.sin(yaw) * 0.06, 1.55 * sitter.size, 0], width: 1.86 * wide * sitter.size * full, height: 2.18 * wide * sitter.size * full, lens: lensOf(job, 85), turn: job.turn, lift: liftOf(job, 0.02), aspect: job.aspect });
  return stageSet(job, sculptor, indoors, camera, { size: 2.4, wallZ: -1.9, what: `${name === 'person' ? 'A person' : `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name.replace('-', ' ')}`}${hood ? ' in a hood' : ''}` });
}

function sitterFor(name: string, dice: Dice): Sitter {
  const child = name === 'child' || name === 'girl' || name === 'boy';
  const man = name === 'man' || name === 'king' || name === 'knight' || name === 'old-man' || name === 'wizard' || name === 'astronaut' || name === 'boy';
  return {
    face: child ? 0.98 : dice.between(0.96, 1.03),
    jaw: man ? 1.14 : child ? 0.9 : 0.98,
    neck: child ? 0.72 : man ? 1.18 : dice.between(0.86, 0.98),
    shoulders: child ? 0.76 : man ? 1.16 : 0.95,
    size: child ? 0.92 : 1,
    statue: name === 'statue' || name === 'bust-statue'
  };
}

/** Head turned by `yaw`, its middle at height `HEAD`, the face along +z of its own frame. */
function head(sculptor: Sculptor, s: Sitter, yaw: number, skin: number, lip: number): void {
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
    sculptor.body({ at, yaw, scale }).limb([side * 0.172, 0.03, 0.268], [side * 0.118, 0.012, 0.299], 0.004, 0.007, lash).limb([side * 0.118, 0.012, 0.299], [side * 0.066, 0.022, 0.3], 0.007, 0.004, lash);
  }
}

function bust(job: Job, sculptor: Sculptor, s: Sitter, yaw: number, colour: Rgb | undefined, material: string | undefined, hood: Thing | undefined, high: boolean): void {
  const { dice, scheme } = job;
  const w = s.shoulders * s.size;
  const y = s.size;
  const skinLike = s.statue ? sculptor.material(materialOf(job.spec.things[0]?.material ?? 'marble', job.spec.things[0]?.colour)) : sculptor.material(materialOf(material ?? hood?.material ?? dice.pick(['wool', 'cloth', 'linen']), hood ? (hood.colour ?? scheme.subject) : colour));
  const body = sculptor.body({ yaw: yaw * 0.35, relief: [hood ? FOLDS : FUR, hood ? 0.022 : 0.012, hood ? 4.2 : 11] });
  body
    .oval([0, 0.62 * y, -0.06], [0.6 * w, 0.62 * y, 0.34 * w], skinLike)
    .oval([-0.5 * w, 0.88 * y, -0.08], [0.26 * w, 0.24 * y, 0.24 * w], skinLike, { k: 0.24 })
    .oval([0.5 * w, 0.88 * y, -0.08], [0.26 * w, 0.24 * y, 0.24 * w], skinLike, { k: 0.24 })
    .limb([-0.58 * w, 0.85 * y, -0.08], [-0.68 * w, 0.1, 0], 0.2 * w, 0.19 * w, skinLike, { k: 0.16 })
    .limb([0.58 * w, 0.85 * y, -0.08], [0.68 * w, 0.1, 0], 0.2 * w, 0.19 * w, skinLike, { k: 0.16 })
    .limb([0, 1.05 * y, -0.08], [0, (high ? 1.5 : 1.27) * y, -0.06], 0.28 * w, high ? 0.2 : 0.215, skinLike, { k: 0.16 })
    .box([0, -0.6, 0], [3, 0.6, 3], 0, skinLike, { cut: true });
  if (high) body.ring([0, 1.5 * y, -0.06], 0.19, 0.045, skinLike, { k: 0.04, turn: [0.12, 0, 0] });
}

function wrapHood(sculptor: Sculptor, s: Sitter, yaw: number, colour: Rgb, material: string | undefined): void {
  const cloth = sculptor.material(materialOf(material ?? 'wool', colour));
  sculptor
    .body({ at: [0, HEAD * s.size, 0.03], yaw, scale: s.size, relief: [FOLDS, 0.034, 5] })
    .oval([0, 0.1, -0.1], [0.43, 0.5, 0.48], cloth)
    .oval([0, -0.36, -0.06], [0.38, 0.4, 0.38], cloth, { k: 0.2 })
    .limb([0, -0.55, -0.05], [0, -0.85, -0.08], 0.36, 0.5, cloth, { k: 0.2 })
    .oval([0, 0, 0.42], [0.255, 0.4, 0.5], cloth, { cut: true, k: 0.05 });
}

/** Hair, and what is worn on it. */
function dress(job: Job, sculptor: Sculptor, s: Sitter, yaw: number, name: string, fallback: Rgb, skin: number): void {
  const { spec, dice, scheme } = job;
  const at = [0, HEAD * s.size, 0.03] as const;
  const scale = s.face * s.size;
  const wears = (what: string) => spec.things.find((thing) => thing.name === what);
  const hairWord = wears('hair') ?? wears('bun') ?? wears('bob');
  const old = name === 'old-man' || name === 'old-woman' || name === 'wizard';
  const hairColour = hairWord?.colour ?? (old ? HAIR[4]! : dice.pick(HAIR.slice(0, 4)));
  const hair = s.statue ? skin : sculptor.material(materialOf('fur', hairColour, { pitch: 26, gloss: 0.3, sharp: 12, strength: 0.3, soft: 0 }));
  const hat = wears('hat') ?? wears('straw-hat');
  const capped = hat ?? wears('beanie') ?? wears('cap') ?? wears('turban') ?? wears('crown') ?? wears('helmet');
  if (name === 'astronaut' || wears('helmet') || name === 'knight') {
    const knight = name === 'knight';
    const shell = sculptor.material(materialOf(knight ? 'silver' : 'porcelain', wears('helmet')?.colour ?? (knight ? undefined : [0.86, 0.87, 0.88])));
    sculptor.body({ at, yaw, scale }).ball([0, 0.04, -0.02], 0.56, shell).oval([0, 0.02, 0.38], [0.34, 0.31, 0.4], shell, { cut: true, k: 0.05 }).ring([0, -0.46, -0.04], 0.42, 0.09, shell, { k: 0.06 });
    if (!knight) sculptor.body({ at, yaw, scale }).ball([0, 0.04, -0.02], 0.525, sculptor.material(materialOf('chrome', [0.3, 0.22, 0.12], { mirror: 0.6 })));
    return;
  }
  const long = hairWord?.name === 'hair' || name === 'woman' || name === 'girl' || name === 'queen' || name === 'old-woman';
  const style = hairWord?.name === 'bun' ? 'bun' : hairWord?.name === 'bob' ? 'bob' : long ? dice.pick(['bun', 'long', 'bob', 'cap'] as const) : dice.pick(['cap', 'short', 'curls'] as const);
  const locks = sculptor.body({ at, yaw, scale, relief: style === 'curls' ? [ROUGH, 0.06, 6] : [FUR, 0.01, 18] });
  locks
    .oval([0, 0.14, -0.085], [0.345, 0.37, 0.375], hair)
    .oval([0, 0.0, 0.33], [0.4, 0.335, 0.3], hair, { cut: true, k: 0.08 })
    .box([0, -0.62, 0.1], [0.6, 0.42, 0.6], 0, hair, { cut: true, k: 0.12 });
  if (style === 'bun') locks.ball([0, 0.3, -0.46], 0.17, hair, { k: 0.1 });
  if (style === 'bob' || style === 'long') {
    const drop = style === 'long' ? 0.95 : 0.42;
    for (const side of [-1, 1]) locks.limb([side * 0.29, 0.1, -0.1], [side * (0.3 + drop * 0.06), 0.05 - drop, -0.04 + drop * 0.1], 0.12, style === 'long' ? 0.1 : 0.075, hair, { k: 0.12 });
    locks.oval([0, -0.15, -0.28], [0.3, 0.35 + drop * 0.35, 0.16], hair, { k: 0.14 });
  }
  if (style === 'curls') locks.ball([0, 0.34, -0.1], 0.3, hair, { k: 0.16 });
  if (!capped && name !== 'king' && name !== 'queen') return;
  const tone = capped?.colour ?? (capped?.material ? undefined : mixRgb(fallback, scheme.accent, 0.2));
  const crown = sculptor.body({ at, yaw, scale });
  switch (capped?.name ?? 'crown') {
    case 'beanie': {
      const wool = sculptor.material(materialOf(capped?.material ?? 'wool', tone));
      sculptor.body({ at, yaw, scale, relief: [FUR, 0.015, 16] }).oval([0, 0.2, -0.06], [0.365, 0.38, 0.41], wool).box([0, -0.32, 0], [0.7, 0.44, 0.7], 0, wool, { cut: true }).ring([0, 0.14, -0.05], 0.35, 0.055, wool, { k: 0.03, turn: [-0.1, 0, 0] });
      break;
    }
    case 'turban': {
      const silk = sculptor.material(materialOf(capped?.material ?? 'cloth', tone));
      sculptor.body({ at, yaw, scale, relief: [FOLDS, 0.03, 8] }).oval([0, 0.32, -0.06], [0.42, 0.29, 0.46], silk).ring([0, 0.2, -0.04], 0.34, 0.1, silk, { k: 0.1, turn: [-0.24, 0, 0.1] });
      break;
    }
    case 'cap': {
      const felt = sculptor.material(materialOf(capped?.material ?? 'cloth', tone));
      crown.oval([0, 0.2, -0.06], [0.36, 0.34, 0.4], felt).box([0, -0.3, 0], [0.7, 0.46, 0.7], 0, felt, { cut: true }).oval([0, 0.18, 0.36], [0.25, 0.022, 0.24], felt, { k: 0.04, turn: [0.16, 0, 0] });
      break;
    }
    case 'crown': {
      const gold = sculptor.material(materialOf(capped?.material ?? 'gold', capped?.colour));
      crown.tube([0, 0.4, -0.05], 0.33, 0.08, 0.01, gold).tube([0, 0.42, -0.05], 0.3, 0.2, 0.01, gold, { cut: true });
      for (let i = 0; i < 8; i++) crown.limb([Math.sin(i * 0.785) * 0.32, 0.44, Math.cos(i * 0.785) * 0.32 - 0.05], [Math.sin(i * 0.785) * 0.35, 0.62, Math.cos(i * 0.785) * 0.35 - 0.05], 0.035, 0.014, gold);
      break;
    }
    default: {
      const straw = capped?.name === 'straw-hat' || capped?.material === 'straw';
      const felt = sculptor.material(materialOf(straw ? 'straw' : (capped?.material ?? 'wool'), capped?.colour ?? (straw ? undefined : tone)));
      const band = sculptor.material(materialOf('cloth', scaleRgb(scheme.accent, 0.3)));
      crown.tube([0, 0.27, -0.03], 0.84, 0.026, 0.026, felt, { turn: [-0.06, 0, 0.03] }).tube([0, 0.43, -0.05], 0.36, 0.17, 0.07, felt, { k: 0.05 }).oval([0, 0.66, -0.05], [0.24, 0.08, 0.24], felt, { cut: true, k: 0.06 });
      sculptor.body({ at, yaw, scale }).tube([0, 0.34, -0.05], 0.374, 0.045, 0.01, band);
    }
  }
}

function accessories(job: Job, sculptor: Sculptor, s: Sitter, yaw: number): void {
  const { spec, scheme, dice } = job;
  const at = [0, HEAD * s.size, 0.03] as const;
  const scale = s.face * s.size;
  const wears = (what: string) => spec.things.find((thing) => thing.name === what);
  const glasses = wears('glasses') ?? wears('sunglasses');
  if (glasses) {
    const frameOf = sculptor.material(materialOf(glasses.material ?? 'plastic', glasses.colour ?? [0.02, 0.018, 0.018]));
    const specs = sculptor.body({ at, yaw, scale });
    for (const side of [-1, 1]) {
      specs.ring([side * 0.125, 0.045, 0.352], 0.094, 0.012, frameOf, { turn: [Math.PI / 2, 0, 0] }).limb([side * 0.22, 0.06, 0.345], [side * 0.335, 0.05, -0.02], 0.011, 0.011, frameOf);
      if (glasses.name === 'sunglasses') specs.tube([side * 0.125, 0.045, 0.352], 0.092, 0.012, 0.008, sculptor.material(materialOf('paint', [0.015, 0.015, 0.018])), { turn: [Math.PI / 2, 0, 0] });
    }
    specs.limb([-0.03, 0.06, 0.362], [0.03, 0.06, 0.362], 0.011, 0.011, frameOf);
  }
  const scarf = wears('scarf');
  if (scarf) {
    const wool = sculptor.material(materialOf(scarf.material ?? 'wool', scarf.colour ?? (scarf.material ? undefined : scheme.accent)));
    sculptor.body({ relief: [FOLDS, 0.025, 9], yaw: yaw * 0.4 }).ring([0, 1.36 * s.size, -0.04], 0.27, 0.125, wool, { turn: [0.12, 0, 0.05] }).limb([0.12, 1.3 * s.size, 0.26], [0.2, 0.6 * s.size, 0.42], 0.1, 0.13, wool, { k: 0.1 });
  }
  const beard = wears('beard') ?? (spec.things[0]?.name === 'wizard' ? spec.things[0] : undefined);
  if (beard) {
    const hair = sculptor.material(materialOf('fur', beard.name === 'wizard' ? [0.6, 0.6, 0.6] : (beard.colour ?? dice.pick(HAIR.slice(0, 3)))));
    sculptor.body({ at, yaw, scale, relief: [FUR, 0.02, 14] }).oval([0, -0.3, 0.14], [0.2, beard.name === 'wizard' ? 0.4 : 0.2, 0.17], hair).oval([0, -0.2, 0.34], [0.1, 0.055, 0.1], hair, { cut: true, k: 0.03 });
  }
  const ring = wears('earrings');
  if (ring) for (const side of [-1, 1]) sculptor.body({ at, yaw, scale }).ball([side * 0.35, -0.2, -0.04], 0.045, sculptor.material(materialOf('gold', ring.colour)));
}
