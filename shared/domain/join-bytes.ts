/** One array of bytes from many, in order. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Puts neighbours together while they stay within `limit` bytes; a part above it stays alone. */
export function* groupBytes(parts: readonly Uint8Array[], limit: number): Generator<Uint8Array> {
  let group: Uint8Array[] = [];
  let bytes = 0;
  for (const part of parts) {
    if (group.length > 0 && bytes + part.length > limit) {
      yield joinBytes(group);
      group = [];
      bytes = 0;
    }
    group.push(part);
    bytes += part.length;
  }
  if (group.length > 0) yield joinBytes(group);
}
