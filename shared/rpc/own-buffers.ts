/** The buffers that hold these bytes and nothing else, each once: they may leave their thread. */
export const ownBuffers = (parts: readonly Uint8Array[]): ArrayBufferLike[] => [
  ...new Set(parts.filter((part) => part.byteLength === part.buffer.byteLength).map((part) => part.buffer)),
];
