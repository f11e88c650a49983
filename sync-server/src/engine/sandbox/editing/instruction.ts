// Reads the words of an edit: which pixel operations they ask for, in the order in which they are carried out.
import { COLOURS } from '../painting/lexicon.ts';
import { findStyles } from '../painting/style-names.ts';
import { toDisplay } from '../painting/colour.ts';

/** Display red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];

export type Hour = 'night' | 'blue' | 'dusk' | 'golden' | 'dawn' | 'noon';
export type Weather = 'fog' | 'rain' | 'snow';

export type Operation =
  | {
      readonly kind: 'recolour';
      readonly colour: Colour;
      readonly name: string;
      readonly from?: Colour;
      readonly where: 'subject' | 'background';
    }
  | { readonly kind: 'tint'; readonly colour: Colour }
  | {
      readonly kind: 'tone';
      readonly exposure?: number;
      readonly contrast?: number;
      readonly saturation?: number;
      readonly warmth?: number;
    }
  | { readonly kind: 'monochrome' }
  | { readonly kind: 'sepia' }
  | { readonly kind: 'blur'; readonly where: 'all' | 'background' }
  | { readonly kind: 'sharpen' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'flip'; readonly axis: 'horizontal' | 'vertical' }
  | { readonly kind: 'rotate'; readonly degrees: number }
  | { readonly kind: 'hour'; readonly hour: Hour }
  | { readonly kind: 'weather'; readonly weather: Weather }
  | { readonly kind: 'cut-out' }
  | { readonly kind: 'backdrop'; readonly words: string }
  | { readonly kind: 'vignette' }
  | { readonly kind: 'style'; readonly name: string };

const strong = /\b(very|much|strong\w*|heavy|heavily|a lot|extreme\w*|far)\b/;
const slight = /\b(slight\w*|bit|little|subtl\w*|gentl\w*|soft\w*)\b/;

/** All operations that a text asks for; none when it names nothing that the sandbox can do. */
export function readInstruction(text: string): Operation[] {
  const backdrop = readBackdrop(text.toLowerCase());
  // What a new backdrop shows is no wish about the picture itself.
  const words = backdrop?.kind === 'backdrop' ? text.toLowerCase().replace(backdrop.words, ' ') : text.toLowerCase();
  const has = (pattern: RegExp) => pattern.test(words);
  const amount = has(slight) ? 0.5 : has(strong) ? 1.6 : 1;
  const operations: Operation[] = [];
  const add = (operation: Operation, when: boolean) => {
    if (when) operations.push(operation);
  };

  add({ kind: 'flip', axis: 'vertical' }, has(/\b(upside[- ]down|flip\w* (it |the \w+ )?vertical\w*|vertical\w* flip)\b/));
  add(
    { kind: 'flip', axis: 'horizontal' },
    has(/\b(mirror(ed)?|flip\w*|face the other (way|direction))\b/) && !has(/\b(vertical\w*|upside[- ]down)\b/)
  );
  const turn = /\brotat\w*\b/.test(words) ? /(-?\d{1,3})\s*(°|deg\w*)/.exec(words) : null;
  add(
    { kind: 'rotate', degrees: turn ? Number(turn[1]) * (has(/\b(counter|anti)[- ]?clockwise|to the left\b/) ? -1 : 1) : 90 },
    has(/\brotat\w*\b/)
  );
  add(
    { kind: 'zoom', factor: has(strong) ? 2.2 : has(slight) ? 1.25 : 1.6 },
    has(/\b(zoom(ed|ing)? in|crop\w*|close[- ]?up|closer|tighter)\b/)
  );

  operations.push(...readColours(words));
  if (backdrop) operations.push(backdrop);
  add(
    { kind: 'blur', where: 'background' },
    has(/\b(blur\w*|defocus\w*|soft\w*) (the |its )?background\b|\bbackground (\w+ )?(blur\w*|out of focus)\b|\bbokeh\b|\bshallow depth\b/)
  );
  add({ kind: 'blur', where: 'all' }, has(/\bblur\w*\b|\bsoft focus\b/) && !has(/\bbackground\b/));
  add({ kind: 'sharpen' }, has(/\b(sharp\w*|crisp\w*|more detail\w*|clearer)\b/));

  const hour = readHour(words);
  if (hour) operations.push({ kind: 'hour', hour });
  add({ kind: 'weather', weather: 'fog' }, has(/\b(fog|foggy|mist|misty|haze|hazy)\b/));
  add({ kind: 'weather', weather: 'rain' }, has(/\b(rain|rainy|raining|drizzle|downpour)\b/));
  add({ kind: 'weather', weather: 'snow' }, has(/\b(snow|snowy|snowing|winter|wintry|blizzard)\b/));

  add({ kind: 'tone', exposure: 0.45 * amount }, has(/\b(bright|brighter|brighten\w*|lighter|lighten\w*|high[- ]key|airy)\b/));
  add({ kind: 'tone', exposure: -0.55 * amount }, has(/\b(darker|darken\w*|moody|moodier|low[- ]key|dimmer)\b/));
  add({ kind: 'tone', warmth: 0.6 * amount }, has(/\b(warm|warmer)\b/));
  add({ kind: 'tone', warmth: -0.6 * amount }, has(/\b(cool|cooler|cold|colder|icy)\b/));
  add({ kind: 'tone', contrast: 0.35 * amount }, has(/\b(more contrast|contrasty|punchy|high contrast|dramatic)\b/));
  add({ kind: 'tone', contrast: -0.3 * amount }, has(/\b(less contrast|low contrast|faded|softer|flat)\b/));
  add({ kind: 'tone', saturation: 0.5 * amount }, has(/\b(vivid|vibrant|saturated|colou?rful|more colou?r)\b/));
  add({ kind: 'tone', saturation: -0.45 * amount }, has(/\b(muted|desaturat\w*|pastel|less colou?r|pale)\b/));
  add({ kind: 'vignette' }, has(/\bvignett\w*\b/));
  add({ kind: 'sepia' }, has(/\bsepia\b/));
  add({ kind: 'monochrome' }, has(/\b(black[- ]and[- ]white|b&w|monochrom\w*|gr[ea]yscale|colou?rless)\b/));
  // Words that an operation above has already answered are no style of their own here.
  const answered = new Set(['monochrome', 'sepia', 'bright', 'moody', 'dramatic']);
  for (const name of findStyles(words)) add({ kind: 'style', name }, !answered.has(name));
  return operations;
}

function readHour(words: string): Hour | undefined {
  const hours: readonly (readonly [Hour, RegExp])[] = [
    ['blue', /\b(blue hour|twilight)\b/],
    ['night', /\b(night|night-?time|midnight|moonlit|moonlight)\b/],
    ['golden', /\b(golden hour|golden light|late afternoon|low sun|evening sun)\b/],
    ['dusk', /\b(dusk|sunset|evening|nightfall)\b/],
    ['dawn', /\b(dawn|sunrise|daybreak|morning)\b/],
    ['noon', /\b(noon|midday|daylight|sunny)\b/]
  ];
  return hours.find(([, pattern]) => pattern.test(words))?.[0];
}

function readBackdrop(words: string): Extract<Operation, { kind: 'backdrop' | 'cut-out' | 'recolour' }> | undefined {
  if (/\b(remove|delete|without|no|erase|cut out|transparent)\b[^.]{0,20}\bbackground\b|\b(cut[- ]?out|isolate)\b/.test(words))
    return { kind: 'cut-out' };
  const scene =
    /\b(?:replace|change|swap|set|turn|make)\b[^.]{0,12}\bbackground\b(?: with| to| into| by| for)?\s+(?:a |an |the )?([^.;]{3,120})/.exec(
      words
    )?.[1] ??
    /\b(?:put|place|move|set)\b[^.]{1,24}?\b(?:on|in|at|into|onto|by|near)\s+(?:a |an |the )?([^.;]{3,120})/.exec(words)?.[1] ??
    /\b(?:with|against|before|in front of)\s+(?:a |an |the )?([^.;]{3,80}?)\s+(?:background|backdrop)\b/.exec(words)?.[1];
  if (!scene || /^(blur|out of focus|soft)/.test(scene)) return undefined;
  const colour = scene.trim().split(/\s+/).length <= 2 ? findColour(scene) : undefined;
  if (colour) return { kind: 'recolour', colour: colour.colour, name: colour.name, where: 'background' };
  return { kind: 'backdrop', words: scene };
}

/** “make it red”, “change the blue vase to green”, “red tint”. */
function readColours(words: string): Operation[] {
  const tint = /\b([\w-]+)\s+(?:tint|tone|filter|cast|wash|light)\b/.exec(words)?.[1];
  const tinted = tint && findColour(tint);
  if (tinted) return [{ kind: 'tint', colour: tinted.colour }];
  if (/\bbackground\b/.test(words) && !/\b(it|subject|object)\b/.test(words)) return [];
  const change =
    /\b(?:make|paint|turn|dye|colou?r|recolou?r)\b\s+(.{0,60}?)\b([a-z-]+)\s*(?:[.,;!]|$|\band\b|\bbut\b|\bwith\b|\bcolou?r)/.exec(words) ??
    /\b(?:change|recolou?r|turn|switch)\b\s+(.{0,60}?)\b(?:to|into)\s+(?:a |an |the )?(?:bright |dark |deep |light |pale )?([a-z-]+)/.exec(
      words
    );
  const target = change && findColour(change[2] ?? '');
  if (!change || !target) return [];
  const from = (change[1] ?? '')
    .split(/\s+/)
    .map((word) => findColour(word))
    .find(Boolean);
  return [{ kind: 'recolour', colour: target.colour, name: target.name, from: from?.colour, where: 'subject' }];
}

function findColour(text: string): { name: string; colour: Colour } | undefined {
  for (const name of text.trim().split(/\s+/).reverse()) {
    const linear = Object.hasOwn(COLOURS, name) ? COLOURS[name] : undefined;
    if (linear) return { name, colour: [toDisplay(linear[0]) * 255, toDisplay(linear[1]) * 255, toDisplay(linear[2]) * 255] };
  }
  return undefined;
}
