// All cinematic vocabularies, in the order in which their phrases stand in a prompt: camera, light, film, scene.
import { camera } from './cinematic/camera.ts';
import { film } from './cinematic/film.ts';
import { lighting } from './cinematic/light.ts';
import { scene } from './cinematic/scene.ts';
import type { CinematicValue, Vocabulary } from './cinematic/vocabulary.ts';

export const cinematic: readonly Vocabulary[] = [...camera, ...lighting, ...film, ...scene];

/** What a prompt is composed for: a picture from words, a change of pictures, or a clip. */
export type PromptKind = 'generate' | 'edit' | 'video';

/** The vocabularies that say something in this kind of prompt: camera movement only where pictures move. */
export function vocabulariesFor(kind: PromptKind): readonly Vocabulary[] {
  return cinematic.filter(({ only }) => only === undefined || only === kind);
}

/** The chosen values that count in this kind of prompt, in the order of the vocabularies. Choices that no longer exist are left out. */
export function chosenCinematic(
  chosen: Readonly<Record<string, string>> | undefined,
  kind: PromptKind
): readonly { readonly vocabulary: Vocabulary; readonly value: CinematicValue }[] {
  return vocabulariesFor(kind).flatMap((vocabulary) => {
    const id = chosen && Object.hasOwn(chosen, vocabulary.id) ? chosen[vocabulary.id] : undefined;
    const value = vocabulary.values.find((one) => one.id === id);
    return value ? [{ vocabulary, value }] : [];
  });
}
