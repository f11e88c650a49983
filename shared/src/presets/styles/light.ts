// Light and tone: what a lighting cameraman and a printer decide.
import type { Style } from '../style.ts';

export const light: readonly Style[] = [
  {
    id: 'cinematic',
    name: 'Cinematic',
    group: 'light',
    generate:
      'Cinematic frame: anamorphic falloff and oval bokeh, motivated key with deep negative fill, teal shadows against amber skin, fine grain, widescreen staging with air around the subject.',
    edit: 'Grade it to look cinematic: motivated key, negative fill, teal shadows against amber highlights, fine grain. Keep the subject, the pose, the blocking and the lens; change only lighting and grade.'
  },
  {
    id: 'film-noir',
    name: 'Film noir',
    group: 'light',
    generate:
      'Film noir in black and white: single hard key from above, slatted shadow across the frame, features half lost, wet reflections, silver halation, heavy contrast with ink-deep corners.',
    edit: 'Relight it as film noir in black and white: single hard key, slatted shadow, ink-deep corners. Keep the people, the pose, the wardrobe and the framing; change only lighting, contrast and the loss of hue.'
  },
  {
    id: 'dramatic',
    name: 'Dramatic',
    group: 'light',
    generate:
      'Dramatic: a hard raking key with steep falloff, contrast ratio of eight to one, rolling shadow edges, saturated accents in an otherwise restrained palette, a gathering sense of consequence.',
    edit: 'Make the lighting dramatic: hard raking key, steep falloff, deep shadow. Keep the subject, the pose, all objects and the framing; change only direction and contrast of light.'
  },
  {
    id: 'moody',
    name: 'Moody',
    group: 'light',
    generate:
      'Moody: underexposed by a stop, dim window-side glow, desaturated greens and browns, matt blacks, soft falloff into gloom, a single small highlight that holds the eye.',
    edit: 'Make it moody: a stop under, desaturated greens and browns, matt blacks, gloom at the edges. Keep the subject, the pose, all objects and the framing; change only exposure, colour and contrast.'
  },
  {
    id: 'bright',
    name: 'Bright',
    group: 'light',
    generate:
      'Bright and airy: open high-key exposure, white bounce from every side, shadows barely there, clean pastels, translucent highlights that keep their detail, a fresh unhurried feel.',
    edit: 'Make it bright and airy: lifted exposure, open shadows, clean whites that keep their detail. Keep the subject, the pose, all objects and the framing; change only exposure and tone.'
  },
  {
    id: 'monochrome',
    name: 'Monochrome',
    group: 'light',
    generate:
      'Monochrome silver-gelatin print: full scale from deep black to paper white, orange-filter separation, rich midtones, fine grain, form carried by tone alone.',
    edit: 'Convert it to monochrome with the full scale of a silver-gelatin print, rich midtones and fine grain. Keep every form, the pose and the framing; change only hue into tone.'
  },
  {
    id: 'sepia',
    name: 'Sepia',
    group: 'light',
    generate:
      'Sepia-toned albumen print: warm brown shadows, ivory highlights, soft period lens with falling corners, slight foxing and plate marks, quiet dignity of a long exposure.',
    edit: 'Tone it in sepia like an albumen print: brown shadows, ivory highlights, falling corners, slight foxing. Keep every form, the pose and the framing; change only tone and the age of the print.'
  },
  {
    id: 'hdr',
    name: 'HDR',
    group: 'light',
    generate:
      'HDR from five bracketed exposures: detail held in the deepest shadow and the strongest highlight, pronounced local contrast, textured clouds and stonework, punchy yet natural colour.',
    edit: 'Tone-map it as HDR: detail in the deepest shadow and the strongest highlight, pronounced local contrast. Keep the subject, every object and the framing; change only tonal range and clarity.'
  }
];
