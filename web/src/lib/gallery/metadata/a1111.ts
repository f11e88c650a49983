// The `parameters` text of AUTOMATIC1111's web UI and all that write like it (Forge, SD.Next, Civitai, Fooocus by choice, Preset).
import { modelName, whole, type ForeignRecipe } from './foreign.ts';

/** The last lines are looked at only so far; real ones have some hundred characters. */
const MOST_SETTINGS = 20_000;
const SETTING = /([A-Za-z][\w /-]{0,60}):[ \t]{0,4}("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)/g;

/** Reads such a text; undefined when it is none. */
export function readParameters(text: string): ForeignRecipe | undefined {
  const lines = text.trim().split(/\r?\n/);
  // Models' hashes and the like may follow the settings on lines of their own.
  const at = lines.findLastIndex((line) => /^(Steps|Sampler|Seed|Size|CFG scale): ?[^\s]/.test(line));
  if (at < 0) return undefined;
  const settings = settingsOf(lines.slice(at).join(', ').slice(0, MOST_SETTINGS));
  if (settings.size < 2) return undefined;
  const negativeAt = lines.slice(0, at).findIndex((line) => line.startsWith('Negative prompt:'));
  const promptEnd = negativeAt < 0 ? at : negativeAt;
  const negative = negativeAt < 0 ? '' : lines.slice(negativeAt, at).join('\n').slice('Negative prompt:'.length).trim();
  const [width, height] = (settings.get('Size') ?? '').split('x').map(whole);
  return {
    tool: toolOf(settings),
    prompt: lines.slice(0, promptEnd).join('\n').trim(),
    negative: negative || undefined,
    seed: whole(settings.get('Seed')),
    width,
    height,
    model: modelName(settings.get('Model')),
    settings: text.trim()
  };
}

function settingsOf(line: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const [, name = '', value = ''] of line.matchAll(SETTING)) {
    const plain = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value.trim();
    if (!settings.has(name.trim())) settings.set(name.trim(), plain);
  }
  return settings;
}

function toolOf(settings: ReadonlyMap<string, string>): string {
  const version = settings.get('Version') ?? '';
  const app = settings.get('App') ?? '';
  if (/preset/i.test(version)) return 'Preset';
  if (/^f\d|forge/i.test(version)) return 'Forge';
  if (/comfyui/i.test(version)) return 'ComfyUI';
  if (/fooocus/i.test(version)) return 'Fooocus';
  if (/sd\.?next/i.test(app)) return 'SD.Next';
  if (settings.has('Civitai resources') || settings.has('Civitai metadata')) return 'Civitai';
  return 'AUTOMATIC1111';
}
