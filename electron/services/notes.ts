import { inOrderOfWriting, note, type Note, type NoteDraft } from '../../shared/contract/note';
import { LeadlensError } from '../../shared/domain/fault';
import { KeptItems } from './kept-items';

/** The notes of a project: each is a file, so that windows write side by side. */
export class Notes {
  readonly #items: KeptItems<Note>;
  readonly #now: () => Date;
  readonly #author: () => Promise<string>;

  constructor(options: {
    readonly now: () => Date;
    readonly author: () => Promise<string>;
    readonly warn: (message: string) => void;
  }) {
    this.#items = new KeptItems('notes', note, options.warn);
    this.#now = options.now;
    this.#author = options.author;
  }

  /** In the order in which they were written. */
  async list(project: string): Promise<readonly Note[]> {
    return [...(await this.#items.list(project))].sort(inOrderOfWriting);
  }

  /**
   * Keeps a new note, or a change of one. Returns when it is on disk.
   * @param revision of the note that was read and changed; null: it is new
   * @throws LeadlensError `note_changed`, `note_gone` where another window was there before; `write_failed`
   */
  async save(project: string, draft: NoteDraft, revision: number | null): Promise<Note> {
    const before = await this.#items.read(project, draft.id);
    if (revision === null ? before !== null : before?.revision !== revision)
      throw before ? noteChanged() : noteGone();
    const now = this.#now().toISOString();
    const kept: Note = {
      ...draft,
      version: 1,
      revision: (before?.revision ?? 0) + 1,
      author: before?.author ?? (await this.#author()),
      writtenAt: before?.writtenAt ?? now,
      changedAt: now,
    };
    await this.#items.write(project, kept);
    return kept;
  }

  /** Returns when it is gone from the disk. */
  remove(project: string, id: string): Promise<void> {
    return this.#items.remove(project, id);
  }

  /** Brings a removed note back as it was; one that is there stays as it is. */
  async restore(project: string, removed: Note): Promise<void> {
    if (!(await this.#items.read(project, removed.id))) await this.#items.write(project, removed);
  }
}

const noteChanged = (): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'note_changed',
    message: 'The note was changed in another window meanwhile.',
    hint: 'What it says now is shown. Your text is still in the field: save it again to put it in its place.',
  });

const noteGone = (): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'note_gone',
    message: 'The note was deleted in another window meanwhile.',
    hint: 'Your text is still in the field: save it again as a new note.',
  });
