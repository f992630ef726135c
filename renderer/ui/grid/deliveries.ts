/** Lets tasks run in the frames to come, one in each, until `signal` aborts: drawing many at a time would hold a frame up. */
export function oneAFrame(signal: AbortSignal): (task: () => void) => void {
  const waiting: (() => void)[] = [];
  let asked = 0;
  const next = (): void => {
    asked = 0;
    try {
      waiting.shift()?.();
    } finally {
      // One that fails is told by the browser; those behind it are others'.
      if (waiting.length > 0 && asked === 0) asked = requestAnimationFrame(next);
    }
  };
  signal.addEventListener('abort', () => {
    waiting.length = 0;
    cancelAnimationFrame(asked);
  });
  return (task) => {
    if (signal.aborted) return;
    waiting.push(task);
    if (asked === 0) asked = requestAnimationFrame(next);
  };
}
