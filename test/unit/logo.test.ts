import { describe, expect, it } from 'vitest';
import { checkLogo, MOST_LOGO_BYTES } from '../../shared/domain/logo';
import { JPEG, PNG, SVG } from '../support/pictures';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const svg = (inside: string, root = 'viewBox="0 0 10 10"'): Uint8Array =>
  bytes(`<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`);
const refusal = (of: Uint8Array): string => {
  const check = checkLogo(of);
  return check.kind === null ? `${check.message} ${check.hint}` : `taken as ${check.kind}`;
};

describe('a picture for the head of the report', () => {
  it('is known by its bytes as PNG, JPEG or SVG', () => {
    expect(checkLogo(Buffer.from(PNG, 'base64'))).toEqual({ kind: 'png' });
    expect(checkLogo(Buffer.from(JPEG, 'base64'))).toEqual({ kind: 'jpeg' });
    expect(checkLogo(bytes(SVG))).toEqual({ kind: 'svg' });
    expect(
      checkLogo(
        bytes(`<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">${SVG}`),
      ),
    ).toEqual({
      kind: 'svg',
    });
  });

  it.each([
    ['a web page', bytes('<html><body>logo</body></html>')],
    ['a GIF', bytes('GIF89a\u0001\u0000')],
    ['nothing', new Uint8Array()],
    ['bytes that are no text', Uint8Array.of(0xff, 0x00, 0xfe)],
  ])('is refused where it is %s', (_what, of) => {
    expect(refusal(of)).toBe('The picture is no PNG, JPEG or SVG. Choose a file of one of these kinds.');
  });

  it.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['an action', svg('<g onload="alert(1)"/>')],
    ['HTML', svg('<foreignObject><p>x</p></foreignObject>')],
    ['an entity', bytes(`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${SVG}`)],
    ['a picture of elsewhere', svg('<image href="https://example.com/a.png"/>')],
    ['a file of the machine', svg("<image xlink:href='file:///a.png'/>")],
    ['a style of elsewhere', svg('<style>@import "a.css";</style>')],
    ['a pattern of elsewhere', svg('<rect fill="url(a.svg#b)"/>')],
  ])('is refused where an SVG holds %s', (_what, of) => {
    expect(refusal(of)).toContain('The SVG runs something or reads from elsewhere.');
  });

  it('may be an SVG that refers to its own parts and holds a picture', () => {
    const own = svg(
      `<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><rect fill='url("#g")'/><use xlink:href="#g"/><image href="data:image/png;base64,${PNG}"/>`,
    );
    expect(checkLogo(own)).toEqual({ kind: 'svg' });
    expect(refusal(svg('', ''))).toContain('The SVG does not say its size.');
  });

  it('is refused where it is too large in bytes or pixels, or damaged, and says so', () => {
    expect(refusal(new Uint8Array(MOST_LOGO_BYTES + 1))).toContain('larger than a megabyte');
    const wide = Buffer.from(PNG, 'base64');
    wide.writeUInt32BE(5000, 16);
    expect(refusal(wide)).toContain('5000 × 1 pixels');
    expect(refusal(Buffer.from(JPEG, 'base64').subarray(0, 40))).toContain('damaged');
  });

  it.each([
    ['height', 5],
    ['width', 7],
  ])('is refused where a JPEG says that its %s is 0, or more than a page can have', (_what, after) => {
    const jpeg = Buffer.from(JPEG, 'base64');
    const frame = [0xc0, 0xc1, 0xc2].map((kind) => jpeg.indexOf(Buffer.of(0xff, kind))).find((at) => at > 0);
    const saying = (pixels: number): string => {
      jpeg.writeUInt16BE(pixels, (frame ?? 0) + after);
      return refusal(jpeg);
    };
    expect(saying(0)).toContain('The JPEG is damaged: it does not say its size.');
    expect(saying(4096)).toBe('taken as jpeg');
    expect(saying(4097)).toMatch(/^The picture is \d+ × \d+ pixels\./);
  });
});
