import { Button, Kbd, TextInput, Tooltip } from '@mantine/core';
import { useRef, useEffect } from 'react';
import { formatCount } from '../../../shared/charts/format';
import { useDecisions } from '../../state/decisions';
import { changeOf } from './headline';
import { canAccept } from './judging';
import classes from './review.module.css';
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
}

interface DecisionBarProps {
  readonly entry: QueueEntry;
  readonly identity: number;
  readonly alike: number;
  readonly canWrite: boolean;
  readonly actions: Actions;
  readonly note: string | null;
  readonly onNote: (note: string | null) => void;
}

/** The buttons with their keys, what each would change, and whether everything is on disk. */
export function DecisionBar({ entry, identity, alike, canWrite, actions, note, onNote }: DecisionBarProps) {
  const { item } = entry;
  const candidates = item.what === 'pair' ? 0 : (item.identities[identity]?.leads.length ?? 0);
  const effects = effectsOf(entry, identity);
  const words =
    item.what === 'pair'
      ? { accept: 'One person', reject: 'Two people' }
      : { accept: 'Accept', reject: 'Reject' };
  return (
    <div className={classes.bar} role="toolbar" aria-label="Decision">
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
          <Tooltip label="Shift A accepts, Shift R rejects all that look the same and are not decided; one undo takes them back">
            <span className={classes.alike}>
              {formatCount(alike)} alike <Kbd size="xs">Shift</Kbd>
            </span>
          </Tooltip>
        )}
      </div>
      {note !== null && <Note note={note} onNote={onNote} />}
      <div className={classes.barEnd}>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={!canWrite}
          rightSection={<Kbd size="xs">Ctrl Z</Kbd>}
          onClick={actions.undo}
        >
          Undo
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          rightSection={<Kbd size="xs">N</Kbd>}
          onClick={() => onNote(note === null ? '' : null)}
        >
          Note
        </Button>
        <Saved />
      </div>
    </div>
  );
}

interface VerdictProps {
  readonly label: string;
  readonly keys: string;
  readonly effect: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly primary?: boolean;
}

function Verdict({ label, keys, effect, disabled, onClick, primary = false }: VerdictProps) {
  return (
    <div className={classes.verdict}>
      <Button
        size="compact-md"
        variant={primary ? 'filled' : 'default'}
        disabled={disabled}
        onClick={onClick}
        rightSection={<Kbd size="xs">{keys}</Kbd>}
      >
        {label}
      </Button>
      <span className={classes.effect}>{effect === '' ? 'changes no count' : effect}</span>
    </div>
  );
}

function Note({ note, onNote }: { readonly note: string; readonly onNote: (note: string | null) => void }) {
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
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

/** Says that everything is saved only when it is on disk. */
function Saved() {
  const pending = useDecisions((s) => s.pending.length);
  const has = useDecisions((s) => (s.log?.records.length ?? 0) > 0);
  const failed = useDecisions((s) => s.fault !== null);
  const text =
    pending > 0 ? `Saving ${formatCount(pending)}` : failed ? 'Not saved' : has ? 'All saved on disk' : '';
  return (
    <span className={classes.saved} role="status" data-tone={failed ? 'danger' : 'quiet'}>
      {text}
    </span>
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
    const [linked, strict] = [changeWords(change.linked), changeWords(change.strict)];
    return [linked && `linked ${linked}`, strict && `strict ${strict}`].filter(Boolean).join(' · ');
  };
  return {
    accept: words(about.leads),
    reject: words([]),
    picks: about.leads.map((lead) => words([lead])),
  };
}
