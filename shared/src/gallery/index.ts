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
export { addAsset, countAssets, observeAssets, readAsset, readAssets, setField, SHARD_ASSETS, type GalleryEntry } from './gallery-doc.ts';
