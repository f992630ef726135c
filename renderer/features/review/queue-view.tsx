import { Kbd, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChecks } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { Verdict } from '../../../shared/domain/decision';
import { judge, redoLast, undoLast, useDecisions } from '../../state/decisions';
import { EmptyState } from '../../ui/empty-state';
import { FaultNote } from '../../ui/fault-note';
import { DecisionBar } from './decision-bar';
import { firstToJudge } from './item-state';
import { judgementOf, judgementsForAlike, type Verdicts } from './judging';
import { LinkEvidencePanel } from './link-evidence';
import { PairEvidence } from './pair-evidence';
import { isAsking, isListed, NO_FILTER, QueueList } from './queue-list';
import classes from './review.module.css';
import { useDetails, type QueueEntry, type Review } from './use-review';
import { JUDGING_KEYS, useJudgingKeys, type KeyActions } from './use-judging-keys';
import { KIND_WORDS, VERDICT_WORDS } from './words';

interface At {
  readonly id: string | null;
  /** The identity that was chosen by hand; null: the first that asks. */
  readonly identity: number | null;
}

/** Queue, evidence and decision bar. */
export function QueueView({ review }: { readonly review: Review }) {
  const { entries } = review;
  const [filter, setFilter] = useState(NO_FILTER);
  const [at, setAt] = useState<At>({ id: null, identity: null });
  const [note, setNote] = useState<string | null>(null);
  const [hidesScores, setHidesScores] = useState(false);
  const [helps, setHelps] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const canWrite = useDecisions((s) => s.log !== null && s.log.hold === null);

  // What is on the screen stays in the list until one goes on, though its state has left the filter.
  const listed = useMemo(
    () => entries.filter((entry) => entry.item.id === at.id || isListed(entry, filter)),
    [entries, filter, at.id],
  );
  const place = Math.max(
    0,
    listed.findIndex((entry) => entry.item.id === at.id),
  );
  const entry = listed[place];
  const identity = entry ? (at.identity ?? firstToJudge(entry.item, entry.standings)) : 0;
  const { details, fault } = useDetails(listed, place);
  const alike = useMemo(
    () => (entry ? judgementsForAlike(entries, entry, identity, { verdict: 'reject' }).length : 0),
    [entries, entry, identity],
  );

  const go = (step: number): void => {
    const next = listed[Math.min(listed.length - 1, Math.max(0, place + step))];
    if (next) setAt({ id: next.item.id, identity: null });
  };
  /** After a judgement: the next identity of the group that asks, else the next item. */
  const goOn = (from: QueueEntry): void => {
    const { item, standings } = from;
    const others =
      item.what === 'pair'
        ? []
        : item.identities.flatMap((other, i) =>
            i !== identity && other.isOpenByTier && standings[i]?.verdict === null ? [i] : [],
          );
    if (others[0] !== undefined) {
      setAt({ id: item.id, identity: others[0] });
      return;
    }
    // On to the next that asks; from the end of the list back to what was left unsure.
    const around = [...listed.slice(place + 1), ...listed.slice(0, place)];
    const next = around.find(isAsking) ?? around[0];
    setAt({ id: next?.item.id ?? item.id, identity: null });
  };
  const give = (verdicts: Verdicts): void => {
    if (!entry || !canWrite) return;
    const judgement = judgementOf(entry.item, identity, { ...verdicts, note: note ?? '' });
    if (!judgement) return;
    void judge([judgement], VERDICT_WORDS[verdicts.verdict]);
    setNote(null);
    goOn(entry);
  };
  const giveAlike = (verdict: Verdict): void => {
    if (!entry || !canWrite) return;
    const judgements = judgementsForAlike(entries, entry, identity, { verdict, note: note ?? '' });
    if (judgements.length === 0) return;
    void judge(judgements, VERDICT_WORDS[verdict]);
    notifications.show({
      id: 'review-alike',
      color: 'gray',
      message: `${VERDICT_WORDS[verdict]}: ${formatCount(judgements.length)} that look the same. Ctrl Z takes all back.`,
    });
    setNote(null);
    goOn(entry);
  };
  const actions: KeyActions = {
    accept: () => give({ verdict: 'accept' }),
    reject: () => give({ verdict: 'reject' }),
    unsure: () => give({ verdict: 'unsure' }),
    pick: (candidate) => {
      const lead =
        entry?.item.what === 'links' ? entry.item.identities[identity]?.leads[candidate] : undefined;
      if (lead !== undefined) give({ verdict: 'accept', leads: [lead] });
    },
    acceptAlike: () => giveAlike('accept'),
    rejectAlike: () => giveAlike('reject'),
    undo: () => void undoLast(),
    redo: () => void redoLast(),
    next: () => go(1),
    back: () => go(-1),
    note: () => setNote(note ?? ''),
    jump: () => search.current?.focus(),
    hideScores: () => setHidesScores(!hidesScores),
    help: () => setHelps(true),
    otherIdentity: (step) => {
      if (entry?.item.what !== 'links') return;
      const count = entry.item.identities.length;
      setAt({ id: entry.item.id, identity: (identity + step + count) % count });
    },
  };
  useJudgingKeys(actions);

  return (
    <div className={classes.parts}>
      <QueueList
        all={entries}
        listed={listed}
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setAt({ id: null, identity: null });
        }}
        current={entry?.item.id ?? null}
        onChoose={(id) => setAt({ id, identity: null })}
        searchRef={search}
      />
      <div className={classes.centre}>
        {fault && <FaultNote fault={fault} />}
        {entry ? (
          <>
            <header className={classes.itemHead}>
              <div>
                <h2 className={classes.itemTitle}>{entry.item.title}</h2>
                <p className={classes.itemKind}>
                  {KIND_WORDS[entry.item.kind].name}. {KIND_WORDS[entry.item.kind].meaning}
                </p>
              </div>
              <span className={classes.itemPlace}>
                {formatCount(place + 1)} of {formatCount(listed.length)}
              </span>
            </header>
            <Evidence
              entry={entry}
              details={details}
              identity={identity}
              onIdentity={(chosen) => setAt({ id: entry.item.id, identity: chosen })}
              hidesScores={hidesScores}
            />
            <DecisionBar
              entry={entry}
              identity={identity}
              alike={alike}
              canWrite={canWrite}
              actions={actions}
              note={note}
              onNote={setNote}
            />
          </>
        ) : (
          <EmptyState icon={<IconChecks size={20} />} title="Nothing to judge here">
            Everything under this filter is decided. Choose another state or kind on the left.
          </EmptyState>
        )}
      </div>
      <Modal opened={helps} onClose={() => setHelps(false)} title="Keys for judging" size="sm">
        <dl className={classes.helpKeys}>
          {JUDGING_KEYS.map(([keys, meaning]) => (
            <div key={keys}>
              <dt>
                <Kbd>{keys}</Kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </div>
  );
}

interface EvidenceProps {
  readonly entry: QueueEntry;
  readonly details: ReturnType<typeof useDetails>['details'];
  readonly identity: number;
  readonly onIdentity: (identity: number) => void;
  readonly hidesScores: boolean;
}

function Evidence({ entry, details, identity, onIdentity, hidesScores }: EvidenceProps) {
  const { item } = entry;
  const detail = details.get(item.id);
  if (item.what === 'pair')
    return <PairEvidence entry={{ ...entry, item }} detail={detail?.what === 'pair' ? detail : null} />;
  return (
    <LinkEvidencePanel
      entry={{ ...entry, item }}
      detail={detail?.what === 'links' ? detail : null}
      identity={identity}
      onIdentity={onIdentity}
      hidesScores={hidesScores}
    />
  );
}
