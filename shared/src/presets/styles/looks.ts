// Looks and media: how a picture is made, by camera, brush or pen.
import type { Style } from '../style.ts';

export const looks: readonly Style[] = [
  {
    id: 'photorealistic',
    name: 'Photorealistic',
    group: 'looks',
    generate:
      'Photorealistic, as taken with a full-frame sensor and a 50mm prime: natural skin and surface grain, true colour, believable falloff of light, fine detail without retouching.',
    edit: 'Render it photorealistic, with natural grain, true colour and believable light and shadow. Keep the subject, the pose, the framing and every object where it is; change only how real the surfaces look.'
  },
  {
    id: 'artistic',
    name: 'Artistic',
    group: 'looks',
    generate:
      'An artistic, painterly interpretation: visible handwork, simplified forms, a limited palette of five or six related hues, soft edges where the eye may rest and firm ones where it should stay.',
    edit: 'Give it an artistic, painterly treatment with visible handwork, simplified forms and a limited palette. Keep the subject, the pose and the composition; change only the handling and the edges.'
  },
  {
    id: 'cartoon',
    name: 'Cartoon',
    group: 'looks',
    generate:
      'Cartoon, drawn by hand for animation: confident black outlines of varying weight, flat areas with one step of shade, rounded exaggerated proportions, clean cheerful hues.',
    edit: 'Redraw it as a cartoon with confident outlines, flat areas and one step of shade. Keep who or what is shown, the pose, the expression and the layout; change only the drawing.'
  },
  {
    id: 'vintage',
    name: 'Vintage',
    group: 'looks',
    generate:
      'Vintage colour print from the early seventies: faded dyes leaning to yellow and magenta, lifted blacks, gentle halation, visible grain and a slight vignette toward the corners.',
    edit: 'Age it into a vintage colour print: faded dyes, lifted blacks, gentle halation and grain. Keep the subject, the pose, the clothes and the composition; change only the print.'
  },
  {
    id: 'cyberpunk',
    name: 'Cyberpunk',
    group: 'looks',
    generate:
      'Cyberpunk after dark: magenta and cyan neon reflected in wet surfaces, dense signage glow, deep blue shadows, thin haze, hard rim highlights and a trace of chromatic aberration.',
    edit: 'Relight it as cyberpunk: magenta and cyan neon from the sides, deep blue shadows and glowing edges. Keep the subject, the pose and the composition; change only illumination, hue and small surface details.'
  },
  {
    id: 'watercolor',
    name: 'Watercolour',
    group: 'looks',
    generate:
      'Watercolour on cold-pressed sheet: transparent washes laid wet in wet, pigment pooling and granulating at the edges, untouched whites for the highlights, a few dry-brush accents.',
    edit: 'Repaint it in watercolour: transparent washes, granulating pigment, soft bleeding edges and untouched whites. Keep the subject, the pose and the placement of everything; change only the medium.'
  },
  {
    id: 'sketch',
    name: 'Sketch',
    group: 'looks',
    generate:
      'A pencil sketch on toothy off-white stock: searching construction lines, hatching that follows the form, darks pressed firmly, lights left open, edges unfinished.',
    edit: 'Redraw it as a pencil sketch with searching lines and hatching that follows the form. Keep the likeness, the pose, the proportions and the framing; drop hue and leave the margins unfinished.'
  },
  {
    id: 'oil-painting',
    name: 'Oil painting',
    group: 'looks',
    generate:
      'An oil painting on canvas: loaded bristle strokes that turn with the form, broken colour in the shadows, thick impasto on the highlights, warm ground glowing through, lustrous varnish.',
    edit: 'Repaint it as an oil painting with loaded bristle strokes, broken shadows and impasto highlights. Keep the subject, the likeness, the pose and the composition; change only the medium and its brushwork.'
  }
];
