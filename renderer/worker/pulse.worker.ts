/**
 * A clock of its own thread: that of a page which is out of sight may be slowed down to once a minute.
 * It is told once how many milliseconds are between two beats.
 */
self.addEventListener('message', ({ data }: MessageEvent<number>) => {
  setInterval(() => {
    self.postMessage(null);
  }, data);
});
