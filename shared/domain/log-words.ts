import { faultOf } from './fault';

/** What libraries put into their messages besides words: texts in quotes, numbers, and the lines they point to. */
const withoutValues = (message: string): string =>
  (message.split('\n', 1)[0] ?? '')
    .replace(/'.*'/, '…')
    .replace(/".*"/, '…')
    .replace(/`.*`/, '…')
    .replace(/\S*@\S*/g, '…')
    .replace(/\d[\d.,]{2,}/g, '…');

/**
 * What a log may hold of an error: logs never hold values of the data. Faults that somebody foresaw are said as they are;
 * what a library says of one that nobody foresaw may quote the value that it stumbled over.
 */
export function loggedMessage(error: unknown): string {
  const { kind, message } = faultOf(error);
  return kind === 'bug' ? withoutValues(message) : message;
}

/** Where an error came from: the frames of its stack without its message, which may quote values. */
export const loggedFrames = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
