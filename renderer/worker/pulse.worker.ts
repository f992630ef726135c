/**
 * Three in the minute after which a silent window is taken to be gone. A clock of its own thread: that of a page which is
 * out of sight may be slowed down to once a minute.
 */
const PULSE_MS = 20_000;

setInterval(() => {
  self.postMessage(null);
}, PULSE_MS);
