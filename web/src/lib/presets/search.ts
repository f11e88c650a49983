// Finding styles and cinematic values by what they are called and by how they are worded.
import { styles, type CinematicValue, type Style, type Vocabulary } from 'shared/presets';

const wordsOf = (query: string) => query.toLowerCase().split(/\s+/).filter(Boolean);
const has = (words: readonly string[], ...texts: readonly string[]) => {
  const text = texts.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
};

/** The styles that a query means, in their order; all for an empty one. */
export function findStyles(query: string): readonly Style[] {
  const words = wordsOf(query);
  return styles.filter(({ name, group, generate }) => has(words, name, group, generate));
}

export interface FoundVocabulary {
  readonly vocabulary: Vocabulary;
  readonly values: readonly CinematicValue[];
}

/** The vocabularies with the values that a query means; one whose own name is meant is whole. Those without any are left out. */
export function findCinematic(vocabularies: readonly Vocabulary[], query: string): readonly FoundVocabulary[] {
  const words = wordsOf(query);
  return vocabularies.flatMap((vocabulary) => {
    const values = vocabulary.values.filter(({ name, phrase }) => has(words, vocabulary.name, name, phrase));
    return values.length > 0 ? [{ vocabulary, values }] : [];
  });
}
