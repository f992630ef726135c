import { Fragment } from 'react';
import { MARKED } from '../../shared/domain/marked-words';

/** Names as files and tables have them, also where nothing marks them. */
const NAME = /([a-z][a-z0-9]*(?:_[a-z0-9]+)+)/;

const plain = (text: string): React.ReactNode[] =>
  text.split(NAME).map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));

/** A message in which `names of files` and *columns* are marked, as the engine writes them. */
export function MarkedText({ text }: { readonly text: string }) {
  const parts: React.ReactNode[] = [];
  let upTo = 0;
  for (const match of text.matchAll(MARKED)) {
    parts.push(...plain(text.slice(upTo, match.index)));
    parts.push(match[1] === undefined ? <em>{match[2]}</em> : <code>{match[1]}</code>);
    upTo = match.index + match[0].length;
  }
  parts.push(...plain(text.slice(upTo)));
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
