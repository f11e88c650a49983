// The one total order of areas: an area may import only areas to its left. Read by dependency-cruiser and ESLint.
export const floors = [
  'kernel',
  'accounts',
  'blobs',
  'engine',
  'sync',
  'gallery',
  'runs',
  'presets',
  'community',
  'playground',
  'moodboards',
  'showcase',
  'notifications',
  'analytics'
];
