import { useMemo } from 'react';
import { create } from 'zustand';
import type { Note } from '../../shared/contract/note';
import { inOrderOfWriting } from '../../shared/contract/note';
import { thingKey, type Thing } from '../../shared/contract/thing';
import { thingBasis } from '../../shared/charts/thing-words';
import { faultOf } from '../../shared/domain/fault';
import { notify, notifyFault } from './notices';
import { services } from './services';
import { holdWindow } from './unsaved';

interface Notes {
  readonly grantId: string | null;
  readonly notes: readonly Note[];
  /** What is typed and not saved yet, by the thing or the note that it is about. */
  readonly drafts: Readonly<Record<string, string>>;
}

export const useNotes = create<Notes>(() => ({ grantId: null, notes: [], drafts: {} }));

const set = useNotes.setState;

/** Reads the notes of a project, anew where it is the one that is shown. */
export async function loadNotes(grantId: string): Promise<void> {
  if (useNotes.getState().grantId !== grantId) set({ grantId, notes: [], drafts: {} });
  try {
    const notes = await services().host.call('notes', { grantId });
    if (useNotes.getState().grantId === grantId) set({ notes });
  } catch (error) {
    notifyFault('notes', faultOf(error));
  }
}

const put = (note: Note): void =>
  set(({ notes }) => ({
    notes: [...notes.filter(({ id }) => id !== note.id), note].sort(inOrderOfWriting),
  }));

export const keepDraft = (about: string, text: string): void =>
  set(({ drafts }) => ({ drafts: { ...drafts, [about]: text } }));

/** Does something with the notes of the open project; where it fails it says so. @returns whether it is done */
async function onDisk(work: (grantId: string) => Promise<void>): Promise<boolean> {
  const { grantId } = useNotes.getState();
  if (grantId === null) return false;
  const letGo = holdWindow();
  try {
    await work(grantId);
    return true;
  } catch (error) {
    const fault = faultOf(error);
    notifyFault('notes', fault);
    // What the other window wrote is what the reader must see now.
    if (fault.code === 'note_changed' || fault.code === 'note_gone') await loadNotes(grantId);
    return false;
  } finally {
    letGo();
  }
}

/** What a thing says now; without its numbers where the engine cannot tell: a note is kept all the same. */
async function nowOf(of: Thing): Promise<Pick<Note, 'numbers' | 'digest'>> {
  try {
    const [view] = await services().engine.call('things', { things: [of], withData: false });
    if (view?.state === 'there') return { numbers: [...view.numbers], digest: view.digest };
  } catch (error) {
    notifyFault('things', faultOf(error));
  }
  return { numbers: [], digest: '' };
}

/** Keeps a new note on a thing, with the numbers that it shows now. @returns whether it is on disk */
export const writeNote = (on: Thing, title: string, text: string): Promise<boolean> =>
  onDisk(async (grantId) => {
    const now = await nowOf(on);
    const draft = { id: crypto.randomUUID(), on, title, basis: thingBasis(on), text, ...now };
    put(await services().host.call('saveNote', { grantId, draft, revision: null }));
    keepDraft(thingKey(on), '');
  });

async function save({ version: _version, ...note }: Note, text: string): Promise<Note | null> {
  const { revision, author: _author, writtenAt: _written, changedAt: _changed, ...draft } = note;
  let kept: Note | null = null;
  await onDisk(async (grantId) => {
    kept = await services().host.call('saveNote', { grantId, draft: { ...draft, text }, revision });
    put(kept);
  });
  return kept;
}

/** Keeps another text of a note; that can be undone. @returns whether it is on disk */
export async function changeNote(note: Note, text: string): Promise<boolean> {
  const kept = await save(note, text);
  if (!kept) return false;
  keepDraft(note.id, '');
  notify({
    kind: 'notes',
    text: 'Note changed.',
    action: { label: 'Undo', run: () => void save(kept, note.text) },
  });
  return true;
}

/** Deletes a note; that can be undone. */
export async function deleteNote(note: Note): Promise<void> {
  const isGone = await onDisk(async (grantId) => {
    await services().host.call('removeNote', { grantId, id: note.id });
    set(({ notes }) => ({ notes: notes.filter(({ id }) => id !== note.id) }));
  });
  if (!isGone) return;
  notify({
    kind: 'notes',
    text: 'Note deleted.',
    action: {
      label: 'Undo',
      run: () =>
        void onDisk(async (grantId) => {
          await services().host.call('restoreNote', { grantId, note });
          put(note);
        }),
    },
  });
}

/** The notes on a thing, as they were written. */
export function useNotesOn(of: Thing): readonly Note[] {
  const notes = useNotes((s) => s.notes);
  const key = thingKey(of);
  return useMemo(() => notes.filter(({ on }) => thingKey(on) === key), [notes, key]);
}
