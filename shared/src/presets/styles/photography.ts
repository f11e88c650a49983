// Photography: what a photographer is booked for.
import type { Style } from '../style.ts';

export const photography: readonly Style[] = [
  {
    id: 'portrait',
    name: 'Portrait',
    group: 'photography',
    generate:
      'Portrait style: 85mm at f/1.8, one large diffused key at forty-five degrees with a quiet fill, catchlights in the eyes, true skin tones with pores left in, background falling away.',
    edit: 'Finish it in portrait style: a large diffused key, quiet fill, true skin tones with pores left in. Keep identity, expression, pose, hair and clothes; change only the lighting and how far the background falls away.'
  },
  {
    id: 'fashion',
    name: 'Fashion',
    group: 'photography',
    generate:
      'Fashion campaign: strong pose and silhouette, hard key with crisp shadow, the weight and seams of the cloth clearly legible, restrained palette, glossy medium-format finish.',
    edit: 'Grade and light it as a fashion campaign: hard key, crisp shadow, cloth clearly legible, glossy finish. Keep identity, garments, pose and framing; change only lighting, contrast and finish.'
  },
  {
    id: 'editorial',
    name: 'Editorial',
    group: 'photography',
    generate:
      'Editorial magazine feature: generous emptiness around the subject, available light shaped by one reflector, cool neutral grade with slightly lifted blacks, an unposed moment that tells a story.',
    edit: 'Grade it as an editorial magazine feature: shaped available light, cool neutral colour, slightly lifted blacks. Keep the people, the gesture, the layout and the negative space; change only lighting and grade.'
  },
  {
    id: 'commercial',
    name: 'Commercial',
    group: 'photography',
    generate:
      'Commercial advertising image: immaculate surfaces, large overhead softbox with strip lights for edge definition, saturated clean colour, no dust or clutter, a clear area for a headline.',
    edit: 'Polish it into a commercial advertising image: clean edge definition, saturated colour, no dust or stray marks. Keep the object, its labels, its proportions and the arrangement; change only polish and lighting.'
  },
  {
    id: 'lifestyle',
    name: 'Lifestyle',
    group: 'photography',
    generate:
      'Lifestyle reportage: an everyday moment caught in passing, generous natural light from one side, relaxed gestures, warm honest colour, lived-in surroundings slightly out of focus.',
    edit: 'Give it a lifestyle reportage feel: generous natural light from one side, honest relaxed colour. Keep the people, their gestures, the objects and the framing; change only light and colour.'
  },
  {
    id: 'street',
    name: 'Street',
    group: 'photography',
    generate:
      'Candid street photography: 35mm at f/8, zone focus, a decisive gesture, layered foreground and background, hard pavement shadows, gritty contrast with subdued colour.',
    edit: 'Process it as candid street photography: gritty contrast, subdued colour, hard shadows, visible grain. Keep every person, gesture, sign and the framing; change only contrast, colour and grain.'
  },
  {
    id: 'architecture',
    name: 'Architecture',
    group: 'photography',
    generate:
      'Architectural photography: shift lens with true verticals, deep focus from near to far, raking light that reveals material joints, calm neutral palette, clear sense of scale.',
    edit: 'Finish it as architectural photography: true verticals, deep focus, raking light, a calm neutral palette. Keep every volume, opening and material as built; change only perspective correction, light and colour.'
  },
  {
    id: 'nature',
    name: 'Nature',
    group: 'photography',
    generate:
      'Nature photography made with patience: long lens, low side light, faithful greens and earth hues, fine rendering of fur, bark and foliage, quiet uncluttered surroundings.',
    edit: 'Finish it as nature photography: low side light, faithful greens and earth hues, fine natural texture. Keep the subject, its posture and the surroundings; change only light, colour and clarity.'
  }
];
