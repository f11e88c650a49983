// The names of the styles and the words people use for them, apart from the treatments so that reading stays light.

const WORDS: Readonly<Record<string, RegExp>> = {
  photorealistic: /\b(photo-?realis\w+|photograph\w*|realistic)\b/,
  artistic: /\bartistic\b/,
  cartoon: /\b(cartoon\w*|comic\w*|anime|manga|cel[- ]shad\w+)\b/,
  vintage: /\b(vintage|retro|old photo\w*|polaroid|faded film|analog\w*)\b/,
  cyberpunk: /\b(cyberpunk|synthwave|vaporwave)\b/,
  watercolor: /\bwater-?colou?rs?\b/,
  sketch: /\b(sketch\w*|pencil|charcoal drawing|line art|line drawing|engraving)\b/,
  'oil painting': /\b(oil[- ]paint\w*|oil on canvas|impasto|oils)\b/,
  portrait: /\bportrait style\b/,
  fashion: /\bfashion\b/,
  editorial: /\beditorial\b/,
  commercial: /\bcommercial\b/,
  lifestyle: /\blifestyle\b/,
  street: /\bstreet (photo\w*|style)\b/,
  architecture: /\barchitectur\w+ (photo\w*|style)\b/,
  nature: /\bnature (photo\w*|style)\b/,
  abstract: /\babstract style\b/,
  surreal: /\bsurreal\w*\b/,
  minimalist: /\bminimal\w*\b/,
  maximalist: /\bmaximal\w*\b/,
  impressionist: /\bimpressionis\w+|\bmonet\b/,
  renaissance: /\brenaissance\b/,
  baroque: /\b(baroque|caravaggio|rembrandt)\b/,
  'art deco': /\bart[- ]deco\b/,
  'pop art': /\b(pop[- ]art|warhol|lichtenstein)\b/,
  graffiti: /\b(graffiti|street art|spray paint)\b/,
  'digital art': /\bdigital (art|painting)\b/,
  'concept art': /\bconcept art\b/,
  fantasy: /\bfantas\w+\b/,
  'sci-fi': /\b(sci-?fi|science fiction|futuristic)\b/,
  steampunk: /\bsteam-?punk\b/,
  gothic: /\bgothic\b/,
  cinematic: /\b(cinematic|film still|movie still)\b/,
  'film noir': /\b(film[- ])?noir\b/,
  dramatic: /\bdramatic\b/,
  moody: /\bmoody\b/,
  bright: /\b(bright|high[- ]key|airy)\b/,
  monochrome: /\b(monochrom\w+|black[- ]and[- ]white|b&w|greyscale|grayscale)\b/,
  sepia: /\bsepia\b/,
  HDR: /\bhdr\b/i
};

/** The styles that `stylise` knows, forty of them. */
export const STYLES: readonly string[] = Object.keys(WORDS);

/** The styles that a text asks for, in the order of `STYLES`. */
export function findStyles(text: string): string[] {
  const lower = text.toLowerCase();
  return STYLES.filter(
    (name) => WORDS[name]!.test(lower) || (lower.includes(`${name.toLowerCase()} style`) && !/\b(no|not|without)\b/.test(lower))
  );
}

/** A text in lower case with a space in place of each style word: what is left says what to draw. */
export function withoutStyleWords(text: string): string {
  let rest = text.toLowerCase();
  // "street photography" goes as a whole before "photography" alone does
  for (const name of STYLES.toReversed())
    rest = rest.replace(new RegExp(WORDS[name]!.source, 'gi'), ' ').replaceAll(`${name.toLowerCase()} style`, ' ');
  return rest;
}

/** The bare words of a text without its style words, so that the same subject in two styles is composed alike. */
export function withoutStyles(text: string): string {
  return withoutStyleWords(text)
    .replace(/\b(style|in the style of)\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
