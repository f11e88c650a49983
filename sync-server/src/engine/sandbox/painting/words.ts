// Reading the prompt: which subject, place, hour, weather, light, palette, lens and manner its words ask for.
import { COLOURS, MATERIAL_WORDS, SETTING_OF, nounOf, type Noun, type SceneKind, type Setting } from './lexicon.ts';
import { materialOf } from './material.ts';
import { Dice, hashText, mix } from './random.ts';
import { findStyles, withoutStyles, withoutStyleWords } from './style-names.ts';
import type { Rgb } from './colour.ts';

export type Hour = 'dawn' | 'day' | 'noon' | 'golden' | 'dusk' | 'blue' | 'night';
type Weather = 'clear' | 'cloudy' | 'fog' | 'rain' | 'snow' | 'storm';
export type LightKind = 'window' | 'sun' | 'soft' | 'neon' | 'candle' | 'studio' | 'rim' | 'back' | 'blinds' | 'dapple' | 'low-key';
export type PaletteKind = 'free' | 'pastel' | 'mono' | 'earthy' | 'vivid' | 'dark' | 'cool' | 'warm';
export type Shot = 'macro' | 'close' | 'medium' | 'wide';
type Angle = 'eye' | 'low' | 'high' | 'aerial';

/** A thing the prompt names, with the colour and material said of it. */
export interface Thing {
  name: string;
  part: 'subject' | 'prop' | 'wear' | 'place';
  colour?: Rgb;
  material?: string;
  count: number;
}

/** Everything the painter has understood of a prompt. */
export interface SceneSpec {
  kind: SceneKind;
  /** The first thing is the subject. */
  things: readonly Thing[];
  setting: Setting;
  hour: Hour;
  /** Whether the prompt named the hour. */
  hourGiven: boolean;
  weather: Weather;
  light: LightKind;
  lightGiven: boolean;
  palette: PaletteKind;
  /** The background colour asked for. */
  backdrop?: Rgb;
  /** Colours that belong to no thing. */
  colours: readonly Rgb[];
  /** Focal length, millimetres; 0 if not said. */
  lens: number;
  shot: Shot;
  angle: Angle;
  styles: readonly string[];
  /** From prompt and seed: all choices left open come from it. */
  seed: number;
}

type Table<T extends string> = readonly (readonly [T, RegExp])[];

const HOURS: Table<Hour> = [
  ['blue', /\b(blue hour|twilight)\b/],
  ['night', /\b(night|midnight|moonlit|moonlight|nocturnal|starry|after dark)\b/],
  ['golden', /\b(golden hour|golden light|late afternoon|evening sun|low (winter )?sun|warm evening|afternoon)\b/],
  ['dusk', /\b(dusk|sunset|evening|last light|nightfall)\b/],
  ['dawn', /\b(dawn|sunrise|daybreak|early morning|first light|morning)\b/],
  ['noon', /\b(noon|midday|bright day|high sun)\b/],
  ['day', /\b(day|daylight|daytime|sunny)\b/]
];
const WEATHERS: Table<Weather> = [
  ['storm', /\b(storm|stormy|thunder\w*|lightning|tempest|dramatic sky)\b/],
  ['snow', /\b(snow|snowy|snowing|winter landscape|blizzard|frost\w*)\b/],
  ['rain', /\b(rain|rainy|raining|wet|drizzle|downpour)\b/],
  ['fog', /\b(fog|foggy|mist|misty|haze|hazy)\b/],
  ['cloudy', /\b(cloud|clouds|cloudy|overcast|grey sky)\b/],
  ['clear', /\b(clear|cloudless|sunny)\b/]
];
const LIGHTS: Table<LightKind> = [
  ['blinds', /\b(blinds|venetian|slats|jalousie|shutters)\b/],
  ['dapple', /\b(dappl\w+|leaf shadows?|leafy shadows?|foliage shadows?|tree shadows?|palm shadows?)\b/],
  ['neon', /\b(neon|cyberpunk|synthwave|vaporwave|led lights?)\b/],
  ['candle', /\b(candle\w*|firelight|lamplight|fireplace|chiaroscuro)\b/],
  ['low-key', /\b(low[- ]key|dark moody|dramatic light\w*|film noir|moody)\b/],
  ['rim', /\b(rim light\w*|edge light\w*)\b/],
  ['back', /\b(back ?lit|back ?light\w*|silhouette|contre[- ]jour)\b/],
  ['window', /\b(window|low (winter )?sun|long (soft )?shadows?)\b/],
  ['sun', /\b(hard sun\w*|hard light|harsh light|direct sun\w*|sunlight|sunlit|sunny)\b/],
  ['studio', /\b(studio|softbox|beauty light|product (shot|photo\w*)|high[- ]key)\b/],
  ['soft', /\b(soft|diffuse\w*|gentle|overcast|even light|quiet light)\b/]
];
const PALETTES: Table<PaletteKind> = [
  ['pastel', /\b(pastels?|candy|soft colou?rs|pale)\b/],
  ['mono', /\b(monochrom\w+|tonal|single colou?r|neutral|greyscale)\b/],
  ['earthy', /\b(earth\w*|natural tones?|ochres|muted|rustic)\b/],
  ['vivid', /\b(vivid|vibrant|saturated|colou?rful|bold|bright colou?rs|pop art)\b/],
  ['dark', /\b(dark|gothic|noir|shadowy|sombre|moody)\b/],
  ['cool', /\b(cool|cold|icy|wintry)\b/],
  ['warm', /\b(warm|cosy|cozy|autumn\w*)\b/]
];
const SHOTS: Table<Shot> = [
  ['macro', /\b(macro|extreme close[- ]?up|detail shot)\b/],
  ['close', /\b(close[- ]?up|headshot|tight (shot|crop)|detail)\b/],
  ['wide', /\b(wide|long shot|establishing|panoram\w+|full shot|full body|vast|distant)\b/],
  ['medium', /\b(medium shot|mid shot|half body)\b/]
];
const ANGLES: Table<Angle> = [
  ['aerial', /\b(aerial|drone|bird'?s[- ]eye|top[- ]down|overhead|from above|flat lay)\b/],
  ['low', /\b(low angle|worm'?s[- ]eye|from below|looking up)\b/],
  ['high', /\b(high angle|looking down|three[- ]quarter view)\b/]
];

const NUMBERS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  pair: 2,
  couple: 2,
  several: 4,
  many: 6,
  few: 3
};
const OPEN_KINDS: readonly SceneKind[] = [
  'still-life',
  'still-life',
  'abstract',
  'architecture',
  'mountains',
  'flower',
  'dunes',
  'sea',
  'portrait',
  'still-life'
];
const BACKDROP = /^(background|backdrop|wall|walls|backgrounds)$/;

function first<T extends string>(table: Table<T>, text: string): T | undefined {
  return table.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Understands a prompt; what it leaves open is decided by the seed, the same way every time. Pure. */
export function readPrompt(prompt: string, seed: number): SceneSpec {
  const text = prompt.toLowerCase().replaceAll('_', ' ');
  // "no people", "without a hat": what follows must not be drawn
  const wanted = text.replace(/\b(no|without|not|nothing)\s+(?:(?:a|an|any|the|else|in)\s+)*[\w-]+/g, ' ');
  const mixed = mix(hashText(withoutStyles(text)) ^ mix(seed));
  const dice = new Dice(mixed).fork('words');
  // "nature photography" behind a vase asks for no valley; alone, it does
  const styleless = readThings(withoutStyleWords(wanted));
  const { things, colours, backdrop } = styleless.things.length > 0 ? styleless : readThings(wanted);
  const subject =
    things.find((t) => t.part === 'subject') ??
    things.find((t) => t.part === 'wear') ??
    things.find((t) => t.part === 'place') ??
    things.find((t) => t.part === 'prop');
  const kind = subject ? (nounOf(subject.word)?.kind ?? 'still-life') : kindFromMood(wanted, dice);
  const ordered = subject ? [subject, ...things.filter((t) => t !== subject)] : [];
  const place = ordered.find((t) => t !== subject && (SETTING_OF[t.name] !== undefined || t.part === 'place'));
  const hour = first(HOURS, wanted);
  const weather = first(WEATHERS, wanted) ?? 'clear';
  const light = first(LIGHTS, wanted);
  const lens = Number(
    /\b(\d{2,3})\s?mm\b/.exec(wanted)?.[1] ?? (/\bfish-?eye|ultra[- ]wide\b/.test(wanted) ? 16 : /\btelephoto\b/.test(wanted) ? 200 : 0)
  );
  return {
    kind,
    things: ordered,
    setting: (place && SETTING_OF[place.name]) ?? 'studio',
    hour: hour ?? 'day',
    hourGiven: hour !== undefined,
    weather,
    light: light ?? 'window',
    lightGiven: light !== undefined,
    palette: first(PALETTES, wanted) ?? 'free',
    backdrop,
    colours,
    lens: lens >= 10 && lens <= 600 ? lens : 0,
    shot: first(SHOTS, wanted) ?? 'medium',
    angle: first(ANGLES, wanted) ?? 'eye',
    styles: findStyles(wanted),
    seed: mixed
  };
}

function kindFromMood(text: string, dice: Dice): SceneKind {
  if (/\b(sun|sky|cloud|horizon|sunset|sunrise)/.test(text)) return dice.pick(['sea', 'dunes', 'mountains'] as const);
  if (/\b(dream|surreal|imagin|energy|emotion|love|music|idea|feeling|memory)/.test(text))
    return dice.pick(['abstract', 'dunes', 'architecture', 'flower'] as const);
  return dice.pick(OPEN_KINDS);
}

interface Found extends Thing {
  word: string;
  /** Its place among the words. */
  at: number;
}

const CONTENTS = new Set(['coffee', 'wine', 'cocktail', 'soup', 'ice-cream']);
const VESSELS = new Set(['mug', 'tumbler', 'bowl', 'goblet', 'pot', 'jar', 'bottle', 'pitcher', 'teapot']);
/** What is golden here is only golden-coloured. */
const LIVING = new Set<SceneKind>(['animal', 'flower', 'portrait', 'mountains', 'dunes', 'sea', 'forest', 'city', 'food']);
/** Words that only say of what kind the thing before them is: "birch forest", "rose flower". */
const GENERAL = new Set(['forest', 'flower', 'fruit', 'animal', 'fish', 'bird']);
const LIKENESS = new Set(['person', 'statue', 'vase']);

function swallows(before: Found, noun: Noun): boolean {
  if (before.part === 'wear' || LIKENESS.has(noun.thing)) return false;
  if (GENERAL.has(noun.thing) && nounOf(before.word)?.kind === noun.kind) return false;
  if (nounOf(before.word)?.kind === 'flower' && noun.part === 'place') return false;
  return before.part === noun.part || before.part === 'place' || noun.kind === 'food';
}

/** Walks the words once; colours and materials stick to the noun that follows, or, after "in" and "of", to the one before. */
function readThings(text: string): { things: Found[]; colours: Rgb[]; backdrop?: Rgb } {
  const words = text.match(/[\p{L}'-]+|,|\.|;/gu) ?? [];
  const things: Found[] = [];
  const colours: Rgb[] = [];
  let backdrop: Rgb | undefined;
  let colour: Rgb | undefined;
  let material: string | undefined;
  let count = 1;
  let behind = false;
  let resting = false;
  const drop = () => {
    const last = things[things.length - 1];
    if (behind && last && (colour || material)) {
      last.colour ??= colour;
      last.material ??= material;
    } else if (resting && (colour || material)) backdrop ??= colour ?? materialOf(material ?? '').colour;
    else if (colour) colours.push(colour);
    resting = false;
    colour = undefined;
    material = undefined;
    behind = false;
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === ',' || word === '.' || word === ';') {
      drop();
      count = 1;
      continue;
    }
    if (word === 'on' || word === 'against' || word === 'before') resting = true;
    if (BACKDROP.test(word)) {
      backdrop = colour ?? (material ? materialOf(material).colour : backdrop);
      colour = undefined;
      material = undefined;
      continue;
    }
    if (word === 'in' || word === 'of' || word === 'from' || word === 'made') behind = things.length > 0;
    const pair = `${word} ${words[i + 1] ?? ''}`;
    const isPair = nounOf(pair) !== undefined;
    const noun = nounOf(pair) ?? nounOf(word);
    const follower = words[i + 1] ?? '';
    const describes = COLOURS[word] !== undefined || MATERIAL_WORDS[word] !== undefined;
    // "an orange vase" has no fruit in it, "glass bottle" no drinking glass
    if (
      describes &&
      !isPair &&
      (nounOf(follower) !== undefined || BACKDROP.test(follower) || noun === undefined || (COLOURS[word] !== undefined && behind))
    ) {
      const made = MATERIAL_WORDS[word];
      // "red terracotta": a material that is also a colour yields to the colour said before it
      if (COLOURS[word] && !(made && colour)) {
        if (colour) colours.push(colour);
        colour = COLOURS[word];
      }
      if (made) material = made;
      continue;
    }
    if (NUMBERS[word]) count = NUMBERS[word];
    if (noun) {
      const before = things[things.length - 1];
      // the last of two nouns is the thing meant: "tomato soup", "city street"; "cup of tea" is about the tea
      if (before && before.at === i - 1 && swallows(before, noun)) {
        things.pop();
        colour ??= before.colour;
        material ??= before.material;
      } else if (before && before.at === i - 2 && words[i - 1] === 'of' && CONTENTS.has(noun.thing) && VESSELS.has(before.name)) {
        things.pop();
      } else if (before && before.at === i - 1 && before.part === 'subject' && LIKENESS.has(noun.thing)) {
        before.at = i;
        continue;
      }
      const plural = word.endsWith('s') && nounOf(word.slice(0, -1)) !== undefined;
      things.push({
        at: isPair ? i + 1 : i,
        name: noun.thing,
        word: isPair ? pair : word,
        part: noun.part,
        colour,
        material: material === 'gold' && LIVING.has(noun.kind) ? undefined : material,
        count: count > 1 ? count : plural ? 3 : 1
      });
      colour = undefined;
      material = undefined;
      behind = false;
      resting = false;
      count = 1;
      if (isPair) i++;
    }
  }
  drop();
  return { things, colours, backdrop };
}
