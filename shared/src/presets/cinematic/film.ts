// Film: whose way of staging, described by its manner and never by a name, and of which time.
import { rows, type Vocabulary } from './vocabulary.ts';

export const film: readonly Vocabulary[] = [
  {
    id: 'director',
    name: 'Director’s manner',
    group: 'film',
    values: rows(
      ['silent-expressionism', 'Silent expressionism', 'staged like silent-era expressionism with painted shadows'],
      ['golden-age-studio', 'Golden-age studio', 'staged like a golden-age studio picture'],
      ['neorealism', 'Neorealism', 'staged like postwar neorealism in real places'],
      ['new-wave', 'New wave', 'staged like the French new wave, loose and spontaneous'],
      ['slow-cinema', 'Slow cinema', 'staged like slow cinema, patient and contemplative'],
      ['symmetrical-storybook', 'Symmetrical storybook', 'staged as a symmetrical storybook tableau'],
      ['psychological-thriller', 'Psychological thriller', 'staged like a precise psychological thriller'],
      ['operatic-western', 'Operatic western', 'staged like an operatic western of the sixties'],
      ['samurai-epic', 'Samurai epic', 'staged like a mid-century samurai epic with weather in motion'],
      ['quiet-domestic', 'Quiet domestic drama', 'staged like a quiet domestic drama at floor height'],
      ['new-hollywood', 'New Hollywood', 'staged like seventies New Hollywood with available light'],
      ['suburban-wonder', 'Suburban wonder', 'staged like an eighties tale of suburban wonder'],
      ['neon-melancholy', 'Neon melancholy', 'staged like nineties Hong Kong romance with smeared neon'],
      ['cerebral-space', 'Cerebral space', 'staged like cerebral space cinema with exact geometry'],
      ['cold-procedural', 'Cold procedural', 'staged like a cold digital procedural'],
      ['magic-realism', 'Magic realism', 'staged as magic realism, wonders treated as ordinary'],
      ['nordic-austerity', 'Nordic austerity', 'staged with Nordic austerity and bare faces'],
      ['technicolor-musical', 'Technicolor musical', 'staged like a Technicolor musical'],
      ['documentary', 'Observational documentary', 'staged like an observational documentary'],
      ['giallo', 'Giallo', 'staged like a seventies giallo with gelled primaries'],
      ['hand-drawn-pastoral', 'Pastoral animation', 'staged like pastoral hand-drawn animation'],
      ['blockbuster', 'Modern blockbuster', 'staged like a large-format modern blockbuster']
    )
  },
  {
    id: 'era',
    name: 'Era',
    group: 'film',
    values: rows(
      ['antiquity', 'Antiquity', 'set in classical antiquity'],
      ['medieval', 'Middle Ages', 'set in the Middle Ages'],
      ['1600s', '17th century', 'set in the seventeenth century'],
      ['1700s', '18th century', 'set in the eighteenth century'],
      ['victorian', 'Victorian', 'set in the Victorian age'],
      ['belle-epoque', 'Belle Époque', 'set in the Belle Époque'],
      ['1920s', '1920s', 'set in the 1920s'],
      ['1930s', '1930s', 'set in the 1930s'],
      ['1940s', '1940s', 'set in the 1940s'],
      ['1950s', '1950s', 'set in the 1950s'],
      ['1960s', '1960s', 'set in the 1960s'],
      ['1970s', '1970s', 'set in the 1970s'],
      ['1980s', '1980s', 'set in the 1980s'],
      ['1990s', '1990s', 'set in the 1990s'],
      ['2000s', '2000s', 'set in the early 2000s'],
      ['present', 'Present day', 'set in the present day'],
      ['near-future', 'Near future', 'set in the near future'],
      ['far-future', 'Far future', 'set in the far future'],
      ['timeless', 'Timeless', 'without any sign of its era']
    )
  }
];
