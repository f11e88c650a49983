// What a cinematic vocabulary is: a list of choices of which one at most stands in a prompt, each with the phrase it adds.

export interface CinematicValue {
  /** Kebab-case, unique in its vocabulary and never changed: recipes keep it. */
  readonly id: string;
  readonly name: string;
  /** What is added to the prompt: part of a sentence without a full stop. */
  readonly phrase: string;
}

export interface Vocabulary {
  readonly id: string;
  readonly name: string;
  /** Which picker section it belongs to. */
  readonly group: 'camera' | 'light' | 'film' | 'scene';
  /** Set where it says something only about moving pictures. */
  readonly only?: 'video';
  readonly values: readonly CinematicValue[];
}

/** Values out of rows of id, name, phrase. */
export function rows(...list: readonly (readonly [id: string, name: string, phrase: string])[]): readonly CinematicValue[] {
  return list.map(([id, name, phrase]) => ({ id, name, phrase }));
}
