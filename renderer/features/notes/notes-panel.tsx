import { Button, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { formatCount } from '../../../shared/charts/format';
import { thingBasis } from '../../../shared/charts/thing-words';
import { MOST_NOTE_CHARACTERS, type Note } from '../../../shared/contract/note';
import { thingKey, type Thing, type ThingView } from '../../../shared/contract/thing';
import { keepDraft, useNotes, writeNote } from '../../state/notes';
import { useThings } from '../../state/things';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import { NoteEntry } from './note-entry';
import classes from './notes.module.css';

interface NotesPanelProps {
  /** What the reader writes about; null: all notes. */
  readonly on: { readonly thing: Thing; readonly title: string } | null;
  readonly frame: PanelFrame;
}

/** All notes of the project, and a field for one on what the reader came from. */
export function NotesPanel({ on, frame }: NotesPanelProps) {
  const notes = useNotes((s) => s.notes);
  const key = on && thingKey(on.thing);
  const own = notes.filter((note) => thingKey(note.on) === key);
  const others = notes.filter((note) => thingKey(note.on) !== key);
  const now = useThings(
    notes.map((note) => note.on),
    false,
  );
  const viewOf = (note: Note): ThingView | null => now?.[notes.indexOf(note)] ?? null;
  const list = (of: readonly Note[]) => (
    <ul className={classes.list}>
      {of.map((note) => (
        <li key={note.id}>
          <NoteEntry note={note} number={notes.indexOf(note) + 1} now={viewOf(note)} />
        </li>
      ))}
    </ul>
  );
  return (
    <SidePanel
      {...frame}
      title="Notes"
      subtitle={
        notes.length === 0
          ? 'Kept with the project, and printed in the report'
          : `${formatCount(notes.length)} in this project, printed in the report`
      }
    >
      <div className={classes.panel}>
        {on && <NewNote thing={on.thing} title={on.title} />}
        {own.length > 0 && list(own)}
        {others.length > 0 && (
          <>
            {on && <h3 className={classes.heading}>Other notes</h3>}
            {list(others)}
          </>
        )}
        {notes.length === 0 && !on && (
          <p className={classes.none}>
            No notes yet. Write one from the menu of a chart, a number or a finding, or with Shift N on what
            has the focus.
          </p>
        )}
      </div>
    </SidePanel>
  );
}

function NewNote({ thing, title }: { readonly thing: Thing; readonly title: string }) {
  const key = thingKey(thing);
  const text = useNotes((s) => s.drafts[key] ?? '');
  const [isSaving, setSaving] = useState(false);
  const basis = thingBasis(thing);
  const save = async (): Promise<void> => {
    if (text.trim() === '' || isSaving) return;
    setSaving(true);
    await writeNote(thing, title, text);
    setSaving(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    <div className={classes.new}>
      <p className={classes.on}>
        <strong>{title}</strong>
        {basis !== '' && <span>{basis}</span>}
      </p>
      <Textarea
        data-autofocus
        aria-label={`Note on ${title}`}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={MOST_NOTE_CHARACTERS}
        value={text}
        onChange={(event) => keepDraft(key, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.row}>
        <Button size="xs" disabled={text.trim() === ''} loading={isSaving} onClick={() => void save()}>
          Save the note
        </Button>
        <span className={classes.hint}>Ctrl or ⌘ with Enter</span>
      </div>
    </div>
  );
}
