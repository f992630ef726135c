/** Calls `beat` every so many milliseconds while the window is open, also where it is out of sight. */
export function startPulse(everyMs: number, beat: () => void): void {
  const worker = new Worker(new URL('../worker/pulse.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', beat);
  worker.postMessage(everyMs);
}
