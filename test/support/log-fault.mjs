// Loaded into every thread of a command line by a test: a statement of the run becomes one that the database refuses, with
// a value of the data in what it says of it.
import { MessagePort } from 'node:worker_threads';

const said = process.env['LEADLENS_TEST_REFUSED'] ?? '';
let asked = 0;

/** @param {unknown} message */
function spoil(message) {
  if (typeof message !== 'object' || message === null) return;
  if (!('method' in message) || message.method !== 'query' || !('request' in message)) return;
  asked += 1;
  if (asked === 12) message.request = `select cast('${said}' as integer)`;
}

MessagePort.prototype.postMessage = new Proxy(Reflect.get(MessagePort.prototype, 'postMessage'), {
  apply(real, port, /** @type {unknown[]} */ args) {
    spoil(args[0]);
    Reflect.apply(real, port, args);
  },
});
