import { noteChange } from '../charts/note-words';
import { thingBasis } from '../charts/thing-words';
import type { ExportRequest } from '../contract/report';
import type { BoardPlace, ReportNote } from '../stages/report/report-types';
import type { Engine } from './engine';
import { findThings } from './things';

/** The notes of a request, numbered, each with what has become of its numbers in the last run. */
export async function reportNotes(
  engine: Engine,
  { notes = [] }: Pick<ExportRequest, 'notes'>,
  signal: AbortSignal,
): Promise<readonly ReportNote[]> {
  const now = await findThings(engine, { things: notes.map(({ on }) => on), withData: false }, signal);
  return notes.map(({ on, title, text, author, writtenAt, ...note }, at) => {
    const view = now[at];
    return {
      number: at + 1,
      on,
      title,
      basis: thingBasis(on),
      text,
      author,
      writtenAt,
      change: view ? noteChange(note, view) : '',
    };
  });
}

/** What a request pins to the first page, with what it shows in the last run. */
export async function boardPlaces(
  engine: Engine,
  { board = [] }: Pick<ExportRequest, 'board'>,
  signal: AbortSignal,
): Promise<readonly BoardPlace[]> {
  const things = board.flatMap(({ item }) => (item.kind === 'thing' ? [item.thing] : []));
  const views = await findThings(engine, { things, withData: true }, signal);
  let at = 0;
  return board.flatMap(({ item }): readonly BoardPlace[] => {
    if (item.kind === 'heading') return [item];
    const view = views[at++];
    return view ? [{ ...item, view }] : [];
  });
}
