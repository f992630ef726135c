import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { formatMoment } from '../../../shared/charts/format';
import { noteChange } from '../../../shared/charts/note-words';
import { thingBasis } from '../../../shared/charts/thing-words';
import { MOST_NOTE_CHARACTERS, type Note } from '../../../shared/contract/note';
import type { ThingView } from '../../../shared/contract/thing';
import { changeNote, deleteNote, keepDraft, useNotes } from '../../state/notes';
import { useGoToThing } from '../../state/things';
import classes from './notes.module.css';

interface NoteEntryProps {
  readonly note: Note;
  /** As it is numbered in the report. */
  readonly number: number;
  /** What it is on, in the data of the last run; null while that is looked for. */
  readonly now: ThingView | null;
}

/** A note: on what, what it says, what has become of the number since, by whom and when. */
export function NoteEntry({ note, number, now }: NoteEntryProps) {
  const [isEdited, setEdited] = useState(false);
  const goToThing = useGoToThing();
  const basis = thingBasis(note.on);
  const change = now ? noteChange(note, now) : '';
  return (
    <article className={classes.note} aria-label={`Note ${String(number)} on ${note.title}`}>
      <header className={classes.on}>
        <span className={classes.number}>{number}</span>
        <UnstyledButton className={classes.link ?? ''} onClick={() => goToThing(note.on)}>
          {note.title}
        </UnstyledButton>
        {basis !== '' && <span>{basis}</span>}
      </header>
      {isEdited ? (
        <EditNote note={note} onDone={() => setEdited(false)} />
      ) : (
        <p className={classes.text}>{note.text}</p>
      )}
      {change !== '' && <p className={classes.change}>{change}</p>}
      <footer className={classes.foot}>
        <span>
          {`${note.author === '' ? '' : `${note.author} · `}${formatMoment(note.writtenAt)}`}
          {note.changedAt !== note.writtenAt && `, changed ${formatMoment(note.changedAt)}`}
        </span>
        {!isEdited && (
          <>
            <Button size="compact-xs" variant="subtle" onClick={() => setEdited(true)}>
              Edit
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => void deleteNote(note)}>
              Delete
            </Button>
          </>
        )}
      </footer>
    </article>
  );
}

function EditNote({ note, onDone }: { readonly note: Note; readonly onDone: () => void }) {
  const draft = useNotes((s) => s.drafts[note.id] ?? '');
  const text = draft === '' ? note.text : draft;
  const save = async (): Promise<void> => {
    if (text.trim() === '') return;
    if (text.trim() === note.text || (await changeNote(note, text))) onDone();
  };
  const leave = (): void => {
    keepDraft(note.id, '');
    onDone();
  };
  return (
    <div className={classes.new}>
      <Textarea
        autoFocus
        aria-label={`Text of the note on ${note.title}`}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={MOST_NOTE_CHARACTERS}
        value={text}
        onChange={(event) => keepDraft(note.id, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            leave();
          }
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className={classes.row}>
        <Button size="xs" disabled={text.trim() === ''} onClick={() => void save()}>
          Save
        </Button>
        <Button size="xs" variant="subtle" onClick={leave}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
