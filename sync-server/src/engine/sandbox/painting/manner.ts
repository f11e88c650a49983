// How the prompt's manner bends the print: palette words and moods that are a matter of developing, not of drawing.
import type { Print } from './develop.ts';
import type { SceneSpec } from './words.ts';

/** The print settings of a scene, bent by the palette asked for. */
export function printFor(spec: SceneSpec, print: Print): Print {
  switch (spec.palette) {
    case 'pastel':
      return { ...print, contrast: print.contrast * 0.9, fade: 0.05, exposure: print.exposure * 1.08, saturation: print.saturation * 0.92 };
    case 'vivid':
      return { ...print, saturation: print.saturation * 1.22, contrast: print.contrast * 1.05 };
    case 'earthy':
      return { ...print, saturation: print.saturation * 0.86, lights: [print.lights[0] * 1.02, print.lights[1], print.lights[2] * 0.94] };
    case 'mono':
      return { ...print, saturation: print.saturation * 0.5 };
    case 'dark':
      return { ...print, exposure: print.exposure * 0.78, contrast: print.contrast * 1.06, vignette: 0.5 };
    case 'cool':
      return {
        ...print,
        lights: [print.lights[0] * 0.95, print.lights[1], print.lights[2] * 1.06],
        shadows: [print.shadows[0] * 0.93, print.shadows[1], print.shadows[2] * 1.08]
      };
    case 'warm':
      return { ...print, lights: [print.lights[0] * 1.05, print.lights[1], print.lights[2] * 0.92] };
    default:
      return print;
  }
}
