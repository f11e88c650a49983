// The words by which boards and what lies on them can be told apart; a fixed list, so that all members use the same ones.

export const boardTags = [
  'minimalist',
  'vintage',
  'modern',
  'retro',
  'dark',
  'bright',
  'warm',
  'cool',
  'organic',
  'geometric',
  'abstract',
  'realistic',
  'playful',
  'professional',
  'elegant',
  'bold',
  'subtle'
] as const;
