// The parts of a filter that have controls of their own, in the order in which they are offered.
export const filterParts = [
  { id: 'models', label: 'Model' },
  { id: 'kind', label: 'Kind' },
  { id: 'presets', label: 'Preset' },
  { id: 'rating', label: 'Rating' },
  { id: 'date', label: 'Date' },
  { id: 'tags', label: 'Tags' }
] as const;
export type FilterPartName = (typeof filterParts)[number]['id'];
