// The XMP packet: where a picture comes from in the words of IPTC, and Preset's own recipe, so that an export reads back exactly.

/** IPTC's terms for digital sources, https://cv.iptc.org/newscodes/digitalsourcetype/. */
export type SourceType = 'trainedAlgorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia' | 'algorithmicMedia';

export interface Xmp {
  readonly tool?: string;
  readonly sourceType?: string;
  readonly title?: string;
  readonly description?: string;
  /** Preset's record as JSON text. */
  readonly preset?: string;
}

const NAMESPACE = 'https://preset.invalid/ns/asset/1/';
const TERMS = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
/** Most characters of one value that are looked at. */
const MOST = 1_000_000;

/** A packet with these values; what is undefined is left out. */
export function writeXmp({ tool, sourceType, title, description, preset }: Xmp): string {
  const languages = (name: string, text: string | undefined) =>
    text === undefined ? '' : `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></${name}>`;
  const simple = (name: string, text: string | undefined) => (text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`);
  return [
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ` xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:preset="${NAMESPACE}">`,
    simple('xmp:CreatorTool', tool),
    simple('Iptc4xmpExt:DigitalSourceType', sourceType === undefined ? undefined : TERMS + sourceType),
    languages('dc:title', title),
    languages('dc:description', description),
    simple('preset:asset', preset),
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
  ].join('');
}

/** The values that Preset looks for, whether written as elements or attributes. */
export function readXmp(packet: string): Xmp {
  const found = {
    tool: valueOf(packet, 'xmp:CreatorTool'),
    sourceType: valueOf(packet, 'Iptc4xmpExt:DigitalSourceType')?.split('/').at(-1),
    title: valueOf(packet, 'dc:title'),
    description: valueOf(packet, 'dc:description'),
    preset: packet.includes(NAMESPACE) ? valueOf(packet, 'preset:asset') : undefined
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function valueOf(packet: string, name: string): string | undefined {
  const text = between(packet, `<${name}>`, `</${name}>`) ?? between(packet, ` ${name}="`, '"');
  if (text === undefined) return undefined;
  // A list of languages: the first counts.
  const item = text.indexOf('<rdf:li');
  const plain = item < 0 ? text : between(text.slice(item), '>', '</rdf:li>');
  return plain === undefined ? undefined : unescaped(plain);
}

function between(text: string, open: string, close: string): string | undefined {
  const from = text.indexOf(open);
  if (from < 0) return undefined;
  const end = text.indexOf(close, from + open.length);
  return end < 0 || end - from > MOST ? undefined : text.slice(from + open.length, end);
}

const NAMES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function escaped(text: string): string {
  // Control characters have no place in XML at all; line ends are written so that no parser makes others of them.
  return text
    .replace(/[&<>"]/g, (character) => `&${Object.keys(NAMES).find((name) => NAMES[name] === character)};`)
    .replace(/[\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\u0000-\u001f]/g, '');
}

function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|quot|apos|amp));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMES[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
  );
}
