// Scenes as pages of a PDF: pictures as they are, words as words. Loaded when a PDF is asked for.
import { jsPDF } from 'jspdf';
import type { Rect } from './camera.ts';
import { arrowOf, FRAME_FONT, HAIRLINE, INK, LABEL_FONT, NOTE_FONT, ROUND, wrapped } from './draw.ts';
import { boundsOf } from './geometry.ts';
import type { Scene, SceneItem } from './scene.ts';

interface PdfOptions {
  readonly title: string;
  /** The bytes of a page's pictures by hash. */
  readonly pictures: (page: Scene) => Promise<ReadonlyMap<string, Blob>>;
  /** Draws a part of a scene as a PNG. */
  readonly draw: (scene: Scene, area: Rect) => Promise<Blob>;
  readonly progress: (share: number) => void;
}

/** What the PDF's own fonts cannot write: all but Windows-1252 without what it leaves open. */
const UNWRITABLE =
  /[^\n\t\x20-\x7e\xa0-\xff\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]/gu;

/** Points a board unit: a unit is a CSS pixel. */
const POINT = 0.75;
/** Longest side of a page, in points; PDF readers accept up to 14,400. */
const LONGEST = 14_000;
/** Pixels a board unit of a picture in the file. */
const FINE = 2;

/** `title`: what the page is called in the reader's list of pages. */
export type Page = Scene & { readonly title: string };

export async function pdfOf(pages: readonly Page[], options: PdfOptions): Promise<Blob> {
  let pdf: jsPDF | undefined;
  for (const [index, page] of pages.entries()) {
    const scale = Math.min(POINT, LONGEST / Math.max(page.box.width, page.box.height));
    const size: [number, number] = [page.box.width * scale, page.box.height * scale];
    const orientation = size[0] > size[1] ? 'landscape' : 'portrait';
    if (pdf) pdf.addPage(size, orientation);
    else pdf = new jsPDF({ unit: 'pt', format: size, orientation, compress: true });
    const pictures = await options.pictures(page);
    for (const item of page.items) await put(pdf, item, { page, scale, pictures, options });
    if (page.title) pdf.outline.add(null, page.title, { pageNumber: index + 1 });
    options.progress((index + 1) / pages.length);
  }
  pdf?.setProperties({ title: options.title, creator: 'Preset' });
  return pdf?.output('blob') ?? new Blob();
}

interface Place {
  readonly page: Scene;
  readonly scale: number;
  readonly pictures: ReadonlyMap<string, Blob>;
  readonly options: PdfOptions;
}

async function put(pdf: jsPDF, item: SceneItem, { page, scale, pictures, options }: Place): Promise<void> {
  const at = (x: number, y: number): [number, number] => [(x - page.box.x) * scale, (y - page.box.y) * scale];
  const drawn = async (area: Rect) => {
    const bytes = new Uint8Array(await (await options.draw({ items: [item], box: area }, area)).arrayBuffer());
    const [left, top] = at(area.x, area.y);
    pdf.addImage({ imageData: bytes, format: 'PNG', x: left, y: top, width: area.width * scale, height: area.height * scale });
  };
  if (item.kind === 'line') {
    const { from, controls, to, middle, title } = item;
    pdf.setDrawColor(INK);
    pdf.setLineWidth(2 * scale);
    pdf.setLineCap('round');
    const steps = [...controls, to].flatMap(({ x, y }) => [(x - from.x) * scale, (y - from.y) * scale]);
    pdf.lines([steps], ...at(from.x, from.y), [1, 1], 'S');
    for (const barb of arrowOf(item)) pdf.line(...at(barb.x, barb.y), ...at(to.x, to.y), 'S');
    if (!title) return;
    pdf.setFont('helvetica', 'normal');
    pdf.setFontSize(LABEL_FONT * scale);
    pdf.setTextColor(INK);
    // A label beyond the PDF's own fonts is left to its Latin part. It stands out from the line that passes below it.
    const label = title.replaceAll(UNWRITABLE, '');
    pdf.setDrawColor('#ffffff');
    pdf.setLineWidth(4 * scale);
    for (const renderingMode of ['stroke', 'fill'] as const)
      pdf.text(label, ...at(middle.x, middle.y - 8), { align: 'center', renderingMode });
    return;
  }
  const [x, y, width, height, rotation] = item.g;
  // What is turned, and words beyond the PDF's own fonts, are drawn: a page must look as the board does.
  const isDrawn = (rotation !== 0 && item.kind !== 'picture') || (item.kind === 'note' && !isWritable(item.words));
  if (isDrawn) return drawn(boundsOf(item.g));
  switch (item.kind) {
    case 'picture': {
      const blob = pictures.get(item.hash);
      const bytes = blob && (await asJpeg(blob, width, height));
      if (!bytes) {
        pdf.setFillColor(item.colour);
        pdf.rect(...at(x, y), width * scale, height * scale, 'F');
      } else {
        // jsPDF turns counter-clockwise about the lower left corner; a turned picture's corner has to be placed for that.
        const [left, top] = turnedCorner(item.g);
        pdf.addImage({
          imageData: bytes,
          format: 'JPEG',
          x: at(left, top)[0],
          y: at(left, top)[1],
          width: width * scale,
          height: height * scale,
          rotation: -rotation
        });
      }
      return;
    }
    case 'frame':
      pdf.setFillColor(item.colour);
      pdf.setDrawColor(HAIRLINE);
      pdf.setLineWidth(scale);
      pdf.rect(...at(x, y), width * scale, height * scale, isPage(item, page) ? 'F' : 'FD');
      if (isPage(item, page) || !isWritable(item.title)) return;
      pdf.setFont('helvetica', 'normal');
      pdf.setFontSize(FRAME_FONT * scale);
      pdf.setTextColor(INK);
      pdf.text(item.title, ...at(x, y - 10));
      return;
    case 'colours': {
      const gap = item.colours.length > 1 ? 8 : 0;
      const each = (width - gap * (item.colours.length - 1)) / item.colours.length;
      for (const [index, colour] of item.colours.entries()) {
        pdf.setFillColor(colour);
        pdf.roundedRect(...at(x + index * (each + gap), y), each * scale, height * scale, ROUND * scale, ROUND * scale, 'F');
      }
      return;
    }
    case 'note': {
      pdf.setFillColor(item.colour);
      pdf.roundedRect(...at(x, y), width * scale, height * scale, ROUND * scale, ROUND * scale, 'F');
      pdf.setTextColor(item.ink);
      pdf.setFont('helvetica', 'normal');
      pdf.setFontSize(NOTE_FONT.size * scale);
      const lines = wrapped(item.words, (width - 2 * NOTE_FONT.padX) * scale, (words) => pdf.getTextWidth(words));
      const most = Math.max(1, Math.floor((height - NOTE_FONT.padY) / NOTE_FONT.line));
      for (const [index, line] of lines.slice(0, most).entries())
        pdf.text(line, ...at(x + NOTE_FONT.padX, y + NOTE_FONT.padY + NOTE_FONT.size + index * NOTE_FONT.line));
    }
  }
}

const isWritable = (words: string): boolean => words.search(UNWRITABLE) < 0;

/** Whether the page is this frame's, which needs neither a border nor a title then. */
const isPage = ({ g }: { g: readonly number[] }, { box }: Scene): boolean => g[0] === box.x && g[1] === box.y && g[2] === box.width;

/** Where jsPDF has to be told the upper left corner is, so that its turn about the lower left one ends in the right place. */
function turnedCorner([x, y, width, height, rotation]: SceneItem extends infer Item ? (Item extends { g: infer G } ? G : never) : never): [
  number,
  number
] {
  if (rotation === 0) return [x, y];
  const angle = (rotation * Math.PI) / 180;
  const [cx, cy] = [x + width / 2, y + height / 2];
  const [dx, dy] = [-width / 2, height / 2];
  const corner = { x: cx + dx * Math.cos(angle) - dy * Math.sin(angle), y: cy + dx * Math.sin(angle) + dy * Math.cos(angle) };
  return [corner.x, corner.y - height];
}

/** A picture no finer than it is printed; undefined for what this browser cannot decode, and for videos. */
async function asJpeg(blob: Blob, width: number, height: number): Promise<Uint8Array | undefined> {
  try {
    const picture = await createImageBitmap(blob);
    const scale = Math.min(1, (width * FINE) / picture.width, (height * FINE) / picture.height);
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    // JPEG has no transparency: the paper shows through as white.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
  } catch {
    return undefined;
  }
}
