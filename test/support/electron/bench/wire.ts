/**
 * What the structured clone algorithm lets through, as text: calls go between a page and the bench as text. The source of
 * this function runs in the page too, so it names nothing outside of itself.
 * @throws DataCloneError for what cannot be cloned, in the words of Electron
 */
export function wire(): {
  readonly pack: (value: unknown) => string;
  readonly unpack: (text: string) => unknown;
} {
  const toText = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const toBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const tag = (value: unknown): unknown => {
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', value: String(value) };
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', value: String(value) };
    if (value instanceof Date) return { $: 'date', value: value.getTime() };
    if (ArrayBuffer.isView(value))
      return {
        $: 'bytes',
        value: toText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      };
    if (Array.isArray(value)) return value.map(tag);
    if (typeof value !== 'object' || value === null) return value;
    return { $: 'object', value: Object.entries(value).map(([name, part]) => [name, tag(part)]) };
  };
  const untag = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(untag);
    if (typeof value !== 'object' || value === null) return value;
    const { $, value: inner } = value as { readonly $: string; readonly value: unknown };
    switch ($) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(inner as string);
      case 'number':
        return Number(inner);
      case 'date':
        return new Date(inner as number);
      case 'bytes':
        return toBytes(inner as string);
      default: {
        const made = {};
        for (const [name, part] of inner as readonly [string, unknown][])
          Object.defineProperty(made, name, {
            value: untag(part),
            enumerable: true,
            writable: true,
            configurable: true,
          });
        return made;
      }
    }
  };
  const cloned = (value: unknown): unknown => {
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  return { pack: (value) => JSON.stringify(tag(cloned(value))), unpack: (text) => untag(JSON.parse(text)) };
}
