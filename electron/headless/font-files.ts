import { readFile } from 'node:fs/promises';

/** The fonts that are shipped lie beside the built program as they do beside its source. */
const FONTS = new URL('../../resources/fonts/', import.meta.url);

/** The bytes of a font of `resources/fonts`. */
export async function readFont(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(name, FONTS)));
}
