// Door of the gallery: assets and the documents that hold them.
export { assetFieldsSchema, assetIdSchema, assetSchema, type Asset, type AssetField, type AssetFields, type AssetId } from './asset.ts';
export { addAsset, observeAssets, readAsset, readAssets, setField, SHARD_ASSETS, type GalleryEntry } from './gallery-doc.ts';
