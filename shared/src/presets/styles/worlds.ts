// Worlds and pop: street, screen and story.
import type { Style } from '../style.ts';

export const worlds: readonly Style[] = [
  {
    id: 'pop-art',
    name: 'Pop art',
    group: 'worlds',
    generate:
      'Pop art screen print: halftone dots, thick keyline, four flat spot colours slightly out of register, primary hues against white, everyday things treated as icons.',
    edit: 'Turn it into a pop art screen print: halftone dots, thick keyline, four flat spot hues slightly out of register. Keep the likeness, the pose and the framing; change only the printing.'
  },
  {
    id: 'graffiti',
    name: 'Graffiti',
    group: 'worlds',
    generate:
      'Graffiti mural sprayed on rough brickwork: fat-cap outlines, soft overspray fades, drips, stencilled highlights, acid green, hot pink and chrome fill, older tags ghosting underneath.',
    edit: 'Redo it as a graffiti mural sprayed on rough brickwork: fat-cap outlines, overspray fades and drips. Keep the subject, the pose and the silhouette; change only surface, outline and palette.'
  },
  {
    id: 'digital-art',
    name: 'Digital art',
    group: 'worlds',
    generate:
      'Digital painting finished for a portfolio: clean layered brushwork, luminous blends, crisp rim highlights over soft ambient bounce, rich harmonised palette, polished focal point.',
    edit: 'Repaint it as a digital painting: layered brushwork, luminous blends, crisp rim highlights. Keep the subject, the likeness, the pose and the composition; change only rendering and polish.'
  },
  {
    id: 'concept-art',
    name: 'Concept art',
    group: 'worlds',
    generate:
      'Concept art for a film production: loose confident blocking, strong value grouping in three layers, atmospheric perspective, a small scale cue, cool shadows against warm key.',
    edit: 'Repaint it as concept art for a film production: loose confident blocking, three value layers, atmospheric perspective. Keep the design, the viewpoint and the layout; change only finish and atmosphere.'
  },
  {
    id: 'fantasy',
    name: 'Fantasy',
    group: 'worlds',
    generate:
      'Fantasy illustration: light with a source that cannot be explained, drifting motes, weathered ornament with its own heraldry, violet dusk in the shadows, finely rendered focal detail.',
    edit: 'Bring it into a fantasy world: unexplained glow, drifting motes, violet in the shadows, ornament on plain surfaces. Keep the subject, the likeness, the pose and the composition; change only atmosphere and ornament.'
  },
  {
    id: 'sci-fi',
    name: 'Sci-fi',
    group: 'worlds',
    generate:
      'Sci-fi production design: believable engineering with panel seams and wear, cold practical lights, brushed alloy and composite, one warning accent, thin volumetric haze.',
    edit: 'Restyle it as sci-fi: believable engineering, panel seams, cold practical lights, one warning accent. Keep the subject, the pose, the scale and the framing; change only materials, fittings and lighting.'
  },
  {
    id: 'steampunk',
    name: 'Steampunk',
    group: 'worlds',
    generate:
      'Steampunk: riveted brass and oiled walnut, exposed gearing and pressure gauges, soot and drifting vapour, amber gaslight, hand-engraved plates, Victorian tailoring.',
    edit: 'Restyle it as steampunk: riveted brasswork, exposed gearing, gauges and drifting vapour in gaslit amber. Keep the subject, the likeness, the pose and the framing; change only materials, fittings and clothes.'
  },
  {
    id: 'gothic',
    name: 'Gothic',
    group: 'worlds',
    generate:
      'Gothic: pointed tracery and cold candle-lit stonework, bruised violet and charcoal, thin mist along the ground, lace and tarnished silver, brooding vertical lines.',
    edit: 'Restyle it as gothic: bruised violet and charcoal, tracery and lace, brooding vertical lines, cold pale highlights. Keep the subject, the likeness, the pose and the composition; change only mood, ornament and palette.'
  }
];
