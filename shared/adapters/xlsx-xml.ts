import { Parser } from 'saxen';

/** What is done at the tags and texts of an XML document; names are without prefixes. */
export interface XmlReader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads an XML document from its start to its end.
 * @throws Error where it is not well formed
 */
export function readXml(xml: string, reader: XmlReader): void {
  const parser = new Parser();
  const decoded = (attributes: Readonly<Record<string, string>>, decode: (text: string) => string) =>
    Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [withoutPrefix(name), decode(value)]),
    );
  parser.on('openTag', (name, attributes, decode) => {
    reader.open?.(withoutPrefix(name), decoded(attributes(), decode));
  });
  parser.on('closeTag', (name) => {
    reader.close?.(withoutPrefix(name));
  });
  parser.on('text', (text, decode) => {
    reader.text?.(decode(text));
  });
  parser.on('cdata', (text) => {
    reader.text?.(text);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml);
}
