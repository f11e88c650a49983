// Door of the gallery: assets and the documents that hold them.
export {
  assetFieldsSchema,
  assetIdSchema,
  assetSchema,
  MAX_SETTINGS,
  type Asset,
  type AssetField,
  type AssetFields,
  type AssetId,
  type Imported
} from './asset.ts';
export { assetFilterSchema, savedFilters, type AssetFilter, type SavedFilter } from './asset-filter.ts';
export {
  collectionEntries,
  observeCollections,
  readBoardMemberships,
  setBoardMembership,
  type CollectionEntry
} from './collections-doc.ts';
export {
  addAsset,
  countAssets,
  hasAsset,
  isMember,
  observeAssets,
  readAsset,
  readAssets,
  readField,
  setField,
  setMembership,
  SHARD_ASSETS,
  type GalleryEntry
} from './gallery-doc.ts';
