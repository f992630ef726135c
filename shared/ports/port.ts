/** One end of a channel of messages between two threads. Messages are plain data (structured clone). */
export interface Port {
  post(message: unknown): void;
  /** Sets the one listener; messages that came before wait for it. */
  listen(listener: (message: unknown) => void): void;
  close(): void;
}
