/** The kinds of pictures that a report can carry in its head. */
export const LOGO_KINDS = ['png', 'jpeg', 'svg'] as const;
export type LogoKind = (typeof LOGO_KINDS)[number];

/** Larger pictures are no logos: each report would carry them. */
export const MOST_LOGO_BYTES = 1024 * 1024;
const MOST_PIXELS = 4096;

/** Whether bytes can stand in the head of a report, as which kind; else what is wrong with them, and what to do. */
export type LogoCheck =
  { readonly kind: LogoKind } | { readonly kind: null; readonly message: string; readonly hint: string };

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

const wrong = (message: string, hint: string): LogoCheck => ({ kind: null, message, hint });

const TOO_LARGE = `It must be at most ${String(MOST_PIXELS)} pixels wide and high. Save it smaller and choose it again.`;

/** Frames of a JPEG that state its size: SOF0 to SOF15, but for the tables and extensions among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Width and height of a JPEG in pixels; null where no frame states them. */
function sizeOfJpeg(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Parts that run something: a report does not. */
const LIVELY =
  /<(?:\w+:)?(?:script|foreignObject|iframe|embed|object|audio|video)\b|<!ENTITY|\son\w+\s*=|@import/i;

/** What is read from another place than the picture itself. */
const ADDRESSES = /(?:\bhref|\bsrc)\s*=\s*(?:"([^"]*)"|'([^']*)')|\burl\(\s*["']?([^"')]*)/gi;
const OWN = /^\s*(?:#|data:image\/(?:png|jpe?g)[;,]|$)/i;

const readsElsewhere = (text: string): boolean =>
  [...text.matchAll(ADDRESSES)].some(([, double, single, url]) => !OWN.test(double ?? single ?? url ?? ''));

function checkSvg(bytes: Uint8Array): LogoCheck {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return wrong('The picture is no PNG, JPEG or SVG.', 'Choose a file of one of these kinds.');
  }
  const root = /<(?:\w+:)?svg\b[^>]*>/i.exec(text.slice(0, 20_000));
  if (!root) return wrong('The picture is no PNG, JPEG or SVG.', 'Choose a file of one of these kinds.');
  if (LIVELY.test(text) || readsElsewhere(text)) {
    return wrong(
      'The SVG runs something or reads from elsewhere.',
      'Save it as a plain SVG without scripts and links, or as PNG.',
    );
  }
  const hasSize =
    /\bviewBox\s*=/.test(root[0]) || (/\swidth\s*=/.test(root[0]) && /\sheight\s*=/.test(root[0]));
  return hasSize
    ? { kind: 'svg' }
    : wrong('The SVG does not say its size.', 'Save it with a width and a height, or with a viewBox.');
}

/**
 * Whether bytes are a picture for the head of a report: PNG, JPEG or plain SVG, of at most a megabyte and 4,096 pixels a side.
 * What it is is read from the bytes, never from a name.
 */
export function checkLogo(bytes: Uint8Array): LogoCheck {
  if (bytes.length > MOST_LOGO_BYTES)
    return wrong('The picture is larger than a megabyte.', 'Save it smaller and choose it again.');
  if (startsWith(bytes, PNG) && bytes.length > 33) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [width, height] = [view.getUint32(16), view.getUint32(20)];
    if (width === 0 || height === 0 || width > MOST_PIXELS || height > MOST_PIXELS)
      return wrong(`The picture is ${String(width)} × ${String(height)} pixels.`, TOO_LARGE);
    return { kind: 'png' };
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) {
    const size = sizeOfJpeg(bytes);
    if (!size || size.width === 0 || size.height === 0)
      return wrong('The JPEG is damaged: it does not say its size.', 'Save it anew and choose it again.');
    if (size.width > MOST_PIXELS || size.height > MOST_PIXELS)
      return wrong(`The picture is ${String(size.width)} × ${String(size.height)} pixels.`, TOO_LARGE);
    return { kind: 'jpeg' };
  }
  return checkSvg(bytes);
}

const MEDIA_TYPES: { readonly [K in LogoKind]: string } = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
};

/** A logo as an address that holds it. @param base64 its bytes */
export const logoUrl = (kind: LogoKind, base64: string): string =>
  `data:${MEDIA_TYPES[kind]};base64,${base64}`;
