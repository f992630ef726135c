import { TextInput } from '@mantine/core';
import { IconChecks, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { formatCount } from '../../../shared/charts/format';
import { LINK_SETTINGS } from '../../../shared/domain/lead-quality';
import { useDecisions } from '../../state/decisions';
import { useKeptInSight } from '../../ui/keep-in-sight';
import { changeOf } from './headline';
import { canAccept } from './judging';
import { AlikeButton, BarButton, Verdict } from './decision-buttons';
import classes from './decision-bar.module.css';
import type { QueueEntry } from './use-review';
import { changeWords, letterOf } from './words';

export interface Actions {
  readonly accept: () => void;
  readonly reject: () => void;
  readonly unsure: () => void;
  readonly pick: (candidate: number) => void;
  readonly acceptAlike: () => void;
  readonly rejectAlike: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly next: () => void;
  readonly back: () => void;
  readonly help: () => void;
}

interface DecisionBarProps {
  readonly entry: QueueEntry;
  readonly identity: number;
  readonly alike: number;
  readonly canWrite: boolean;
  readonly actions: Actions;
  readonly note: string | null;
  readonly onNote: (note: string | null) => void;
  /** The note is written: back to judging. */
  readonly onNoteEnd: () => void;
}

/** The buttons with their keys, what each would change, and whether everything is on disk. */
export function DecisionBar({
  entry,
  identity,
  alike,
  canWrite,
  actions,
  note,
  onNote,
  onNoteEnd,
}: DecisionBarProps) {
  const canUndo = useDecisions((s) => s.done.length > 0 || s.pending.length > 0);
  const canRedo = useDecisions((s) => s.undone.length > 0);
  const bar = useRef<HTMLDivElement>(null);
  useKeptInSight(bar);
  const { item } = entry;
  const candidates = item.what === 'pair' ? 0 : (item.identities[identity]?.leads.length ?? 0);
  const effects = effectsOf(entry, identity);
  const words =
    item.what === 'pair'
      ? { accept: 'One person', reject: 'Two people' }
      : { accept: 'Accept', reject: 'Reject' };
  return (
    <div ref={bar} className={classes.bar} role="toolbar" aria-label="Decision">
      <div className={classes.barButtons}>
        {canAccept(item, identity) && (
          <Verdict
            label={words.accept}
            keys="A"
            effect={effects.accept}
            disabled={!canWrite}
            onClick={actions.accept}
            primary
          />
        )}
        {candidates > 1 &&
          Array.from({ length: Math.min(9, candidates) }, (_, i) => (
            <Verdict
              key={i}
              label={`Pick ${letterOf(i)}`}
              keys={String(i + 1)}
              effect={effects.picks[i] ?? ''}
              disabled={!canWrite}
              onClick={() => actions.pick(i)}
              primary={!canAccept(item, identity)}
            />
          ))}
        <Verdict
          label={words.reject}
          keys="R"
          effect={effects.reject}
          disabled={!canWrite}
          onClick={actions.reject}
        />
        <Verdict label="Unsure" keys="U" effect="stays open" disabled={!canWrite} onClick={actions.unsure} />
        {alike > 1 && (
          <div className={`${classes.verdict ?? ''} ${classes.alikeVerdict ?? ''}`}>
            <span className={classes.alike}>
              {canAccept(item, identity) && (
                <AlikeButton
                  label="Accept all alike"
                  icon={IconChecks}
                  keys="⇧A"
                  disabled={!canWrite}
                  onClick={actions.acceptAlike}
                />
              )}
              <AlikeButton
                label="Reject all alike"
                icon={IconX}
                keys="⇧R"
                disabled={!canWrite}
                onClick={actions.rejectAlike}
              />
            </span>
            <span className={classes.effect}>all {formatCount(alike)} alike</span>
          </div>
        )}
      </div>
      <div className={classes.barEnd}>
        <BarButton label="Undo" keys="Ctrl Z" onClick={actions.undo} disabled={!canWrite || !canUndo} />
        <BarButton
          label="Redo"
          keys="Ctrl Shift Z"
          onClick={actions.redo}
          disabled={!canWrite || !canRedo}
          isQuiet
        />
        <BarButton
          label="Note"
          keys="N"
          onClick={() => onNote(note === null ? '' : null)}
          disabled={!canWrite}
        />
        <BarButton label="Keys" keys="?" onClick={actions.help} disabled={false} />
      </div>
      {note !== null && <Note note={note} onNote={onNote} onEnd={onNoteEnd} />}
    </div>
  );
}

interface NoteProps {
  readonly note: string;
  readonly onNote: (note: string | null) => void;
  readonly onEnd: () => void;
}

function Note({ note, onNote, onEnd }: NoteProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  return (
    <TextInput
      ref={field}
      className={classes.note ?? ''}
      size="xs"
      aria-label="Note for the next decision"
      placeholder="Why, for the next decision; Enter goes back to judging"
      value={note}
      onChange={(event) => onNote(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNote(null);
        if (event.key === 'Enter') onEnd();
      }}
    />
  );
}

interface Effects {
  readonly accept: string;
  readonly reject: string;
  readonly picks: readonly string[];
}

const QUIET: Effects = { accept: 'joins them', reject: 'keeps them apart', picks: [] };

function effectsOf({ item, standings }: QueueEntry, identity: number): Effects {
  if (item.what === 'pair') return QUIET;
  const about = item.identities[identity];
  if (!about) return QUIET;
  const words = (choice: readonly number[]): string => {
    const change = changeOf(item, standings, identity, choice);
    const changes = LINK_SETTINGS.toReversed().flatMap((links) => {
      const words = changeWords(change[links]);
      return words === '' ? [] : [{ links, words }];
    });
    const [first] = changes;
    if (first && changes.length === LINK_SETTINGS.length && changes.every((c) => c.words === first.words))
      return `all ${first.words}`;
    return changes.map((c) => `${c.links} ${c.words}`).join(' · ');
  };
  return {
    accept: words(about.leads),
    reject: words([]),
    picks: about.leads.map((lead) => words([lead])),
  };
}
