// Keeps the mentions in a draft's words on their pictures when its references change.
import type { Draft } from './draft.ts';
import { renumbered } from './figures.ts';

/** The draft after a change, with mentions that still mean what they meant before it. Words that changed as well say themselves what they mean. */
export function keepFigures(before: Draft, after: Draft): Draft {
  if (after.references === before.references || after.prompt !== before.prompt || after.mode !== before.mode) return after;
  const from = before.references.map(({ hash }) => hash);
  const to = after.references.map(({ hash }) => hash);
  if (from.length === 0 || from.join() === to.join()) return after;
  const prompt = renumbered(after.prompt, from, to);
  const frames = after.frames === before.frames ? after.frames.map((text) => renumbered(text, from, to)) : after.frames;
  return { ...after, prompt, frames };
}
