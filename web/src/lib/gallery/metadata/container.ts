// What every kind of picture file can carry besides pixels, whichever way it carries it.

/** Metadata as found: texts by their names, EXIF as a TIFF structure, XMP as a packet. */
export interface Found {
  readonly texts: ReadonlyMap<string, string>;
  readonly exif?: Uint8Array;
  readonly xmp?: string;
}

/** Metadata to write. Texts are for PNG, which alone has room for them. */
export interface Added {
  readonly texts?: readonly (readonly [key: string, text: string])[];
  readonly exif?: Uint8Array;
  readonly xmp?: string;
}
