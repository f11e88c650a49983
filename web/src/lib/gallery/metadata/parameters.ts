// A recipe as the `parameters` text that other programs read.
import { parseSize, type Recipe } from 'shared/engine';

/** The words, the negative words, and a line of settings, as AUTOMATIC1111 writes them. */
export function parametersOf(recipe: Recipe): string {
  const { size, seed, negative_prompt: negative, ...others } = recipe.params;
  const pixels = parseSize(size);
  const settings = [
    ...(typeof seed === 'number' ? [`Seed: ${seed}`] : []),
    ...(pixels ? [`Size: ${pixels.width}x${pixels.height}`] : []),
    ...Object.entries(others).map(([name, value]) => `${capital(name.replaceAll('_', ' '))}: ${quoted(String(value))}`),
    `Model: ${quoted(recipe.model)}`,
    'Version: Preset'
  ];
  // Readers know the last line by its first word.
  const line = /^(Seed|Size)/.test(settings[0] ?? '') ? settings : ['Steps: 1', ...settings];
  return [recipe.prompt, ...(negative ? [`Negative prompt: ${String(negative)}`] : []), line.join(', ')].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function quoted(text: string): string {
  return /[,:"\n]/.test(text) ? JSON.stringify(text) : text;
}
