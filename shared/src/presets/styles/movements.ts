// Art movements: ways of seeing that have a history.
import type { Style } from '../style.ts';

export const movements: readonly Style[] = [
  {
    id: 'abstract',
    name: 'Abstract',
    group: 'movements',
    generate:
      'Abstract style: the subject reduced to interlocking facets and a few decisive contours, large flat areas against small busy ones, matt pigment, two complementary hues with neutrals between.',
    edit: 'Reduce it in abstract style to interlocking facets and a few decisive contours. Keep the main masses, their balance and the palette’s temperature; change everything that is mere detail.'
  },
  {
    id: 'surreal',
    name: 'Surreal',
    group: 'movements',
    generate:
      'Surreal: one calm impossibility painted with academic precision, scale and gravity quietly wrong, long late shadows, an empty distance, smooth enamel-like modelling.',
    edit: 'Make it surreal: bend one law of scale or gravity and paint it with academic precision. Keep the subject recognisable, its pose and the point of view; change only what reality would not allow.'
  },
  {
    id: 'minimalist',
    name: 'Minimalist',
    group: 'movements',
    generate:
      'Minimalist: a single subject, wide empty ground, at most three tones close to each other, even light with one soft shadow, exact edges, nothing that could be left out.',
    edit: 'Make it minimalist: empty ground, at most three close tones, even light. Keep the main subject, its pose and its position in the frame; leave out every secondary object and mark.'
  },
  {
    id: 'maximalist',
    name: 'Maximalist',
    group: 'movements',
    generate:
      'Maximalist: every part of the frame filled, ornament layered upon ornament, clashing hues in high saturation, tassels, tiles and trim, joyful excess held together by repetition.',
    edit: 'Make it maximalist: layered ornament, clashing hues, every empty area filled. Keep the subject, the pose and the main composition; add decoration around them and on their surfaces.'
  },
  {
    id: 'impressionist',
    name: 'Impressionist',
    group: 'movements',
    generate:
      'Impressionist: short separate strokes of pure hue laid side by side, violet shadows and yellow highlights, no black, shimmering open-air light, contours dissolving at a distance.',
    edit: 'Repaint it as an impressionist work: short separate strokes of pure hue, violet shadows, no black. Keep the subject, the layout and the time of day; change only the touch and the colour of shadows.'
  },
  {
    id: 'renaissance',
    name: 'Renaissance',
    group: 'movements',
    generate:
      'Renaissance panel: balanced triangular composition, smoky sfumato transitions, egg-tempera underpaint with thin glazes, lapis and vermilion, bluish distance, fine craquelure.',
    edit: 'Repaint it as a Renaissance panel: smoky sfumato, thin glazes, lapis and vermilion, fine craquelure. Keep the likeness, the gesture and the arrangement; change only medium, garments’ sheen and colour.'
  },
  {
    id: 'baroque',
    name: 'Baroque',
    group: 'movements',
    generate:
      'Baroque: one raking shaft of light out of near-black shadow, diagonal movement, swelling drapes, deep umber and burgundy with flashes of gilt, rich glazes, theatrical stillness.',
    edit: 'Repaint it as a Baroque work: one raking shaft of light out of near-black shadow, umber and burgundy glazes. Keep the subject, the likeness and the pose; change only lighting, depth of shadow and finish.'
  },
  {
    id: 'art-deco',
    name: 'Art deco',
    group: 'movements',
    generate:
      'Art deco poster from around 1930: symmetrical stepped setbacks, sunray fans, streamlined contours, lacquer black, teal and metallic gilt, airbrushed gradation, elegant restraint.',
    edit: 'Redesign it as an art deco poster: streamlined contours, stepped setbacks, lacquer black, teal and gilt. Keep the subject, the pose and its position; change only contour, ornament and palette.'
  }
];
