/** One end of a channel of messages between two threads. Messages are plain data (structured clone). */
export interface Port {
  /** @param transfer buffers of the message that go over without being copied, and are gone here */
  post(message: unknown, transfer?: readonly ArrayBufferLike[]): void;
  /** Sets the one listener; messages that came before wait for it. */
  listen(listener: (message: unknown) => void): void;
  close(): void;
}
