/** One end of a channel of messages between two threads. Messages are plain data (structured clone). */
export interface Port {
  /**
   * @param transfer parts of the message (buffers, pictures) that go over without being copied, and are gone here
   * @throws what the platform does for a message that cannot be copied
   */
  post(message: unknown, transfer?: readonly object[]): void;
  /** Sets the one listener. */
  listen(listener: (message: unknown) => void): void;
  close(): void;
}
