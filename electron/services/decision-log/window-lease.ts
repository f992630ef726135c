/** A window that has been silent for so long is taken to be gone. */
const LEASE_MS = 60_000;

/** Which window of this process may write a log; it says so again with everything it asks. */
export class WindowLease {
  readonly #now: () => Date;
  #windowId: string | null = null;
  #renewedAt = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Gives the right to a window, or renews it. */
  give(windowId: string): void {
    this.#windowId = windowId;
    this.#renewedAt = this.#now().getTime();
  }

  /** Gives the right to a window where none has it. */
  offer(windowId: string): void {
    if (this.#windowId === null) this.give(windowId);
  }

  isOf(windowId: string): boolean {
    return this.#windowId === windowId;
  }

  /** Whether another window has the right, gone or not. */
  isOfAnother(windowId: string): boolean {
    return this.#windowId !== null && this.#windowId !== windowId;
  }

  /** Whether who has the right is taken to be gone. A clock that went backwards makes nobody silent. */
  isSilent(): boolean {
    return this.#now().getTime() - this.#renewedAt > LEASE_MS;
  }
}
