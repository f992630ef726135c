import { IconChecks } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { DecisionSubject, Verdict } from '../../../shared/domain/decision';
import { useDecisions, type Judgement } from '../../state/decisions';
import { judge, redoLast, undoAction, undoLast } from '../../state/judge';
import { notify } from '../../state/notices';
import { showShortcuts } from '../../state/overlays';
import { goToItem, toggleScores, useReviewPlace } from '../../state/review-place';
import { EmptyState } from '../../ui/empty-state';
import { FaultNote } from '../../ui/fault-note';
import { DecisionBar } from './decision-bar';
import { firstToJudge, placesThatAsk } from './item-state';
import { canAccept, judgementOf, judgementsForAlike, type Verdicts } from './judging';
import { LinkEvidencePanel } from './link-evidence';
import { PairEvidence } from './pair-evidence';
import { isListed } from './queue-filter';
import { QueueList } from './queue-list';
import { nextToJudge, placeOfSubject } from './queue-places';
import classes from './queue-view.module.css';
import { Saved } from './saved';
import { useDetails, type QueueEntry, type Review } from './use-review';
import { useJudgingKeys, type KeyActions } from './use-judging-keys';
import { headWords, pickWords, VERDICT_WORDS } from './words';

/** Queue, evidence and decision bar. */
export function QueueView({ review }: { readonly review: Review }) {
  const { entries } = review;
  const { filter, item: at, identity: chosen, hidesScores } = useReviewPlace();
  const [note, setNote] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const canWrite = useDecisions((s) => s.log !== null && s.log.hold === null);

  // What is on the screen stays in the list until one goes on, though its state has left the filter.
  const listed = useMemo(
    () => entries.filter((entry) => entry.item.id === at || isListed(entry, filter)),
    [entries, filter, at],
  );
  const place = Math.max(
    0,
    listed.findIndex((entry) => entry.item.id === at),
  );
  const entry = listed[place];
  const identity = entry ? (chosen ?? firstToJudge(entry.item, entry.standings)) : 0;
  const { details, fault } = useDetails(listed, place);
  const alike = useMemo(
    () => (entry ? judgementsForAlike(entries, entry, identity, { verdict: 'reject' }).length : 0),
    [entries, entry, identity],
  );

  const go = (step: number): void => {
    const next = listed[Math.min(listed.length - 1, Math.max(0, place + step))];
    if (next) goToItem(next.item.id);
  };
  const give = (judgements: readonly Judgement[]): ReturnType<typeof judge> | null => {
    if (!entry || !canWrite || judgements.length === 0) return null;
    const given = judge(judgements);
    setNote(null);
    const next = nextToJudge(listed, place, identity, judgements);
    goToItem(next.item, next.identity);
    return given;
  };
  const giveOne = (verdicts: Verdicts): void => {
    const judgement = entry && judgementOf(entry.item, identity, { ...verdicts, note: note ?? '' });
    if (judgement) void give([judgement]);
  };
  const giveAlike = (verdict: Verdict): void => {
    if (!entry) return;
    const judgements = judgementsForAlike(entries, entry, identity, { verdict, note: note ?? '' });
    const given = give(judgements);
    if (!given) return;
    notify({
      kind: 'review-alike',
      text: `${VERDICT_WORDS[verdict]}: ${formatCount(judgements.length)} that look the same.`,
      action: { label: 'Undo', run: () => void given.then((done) => done && undoAction(done)) },
    });
  };
  /** Shows what was taken back or done again, so that nothing changes unseen. */
  const show = (subject: DecisionSubject | null): void => {
    const found = subject && placeOfSubject(entries, subject);
    if (found) goToItem(found.item, found.identity);
  };
  /** Whether *accept* says enough here; where it does not, the reader is told what does. */
  const acceptable = (): boolean => {
    if (!entry || canAccept(entry.item, identity)) return true;
    const leads = entry.item.what === 'links' ? (entry.item.identities[identity]?.leads.length ?? 0) : 0;
    notify({ kind: 'review-pick', text: pickWords(leads) });
    return false;
  };
  const actions: KeyActions = {
    accept: () => acceptable() && giveOne({ verdict: 'accept' }),
    reject: () => giveOne({ verdict: 'reject' }),
    unsure: () => giveOne({ verdict: 'unsure' }),
    pick: (candidate) => {
      const lead =
        entry?.item.what === 'links' ? entry.item.identities[identity]?.leads[candidate] : undefined;
      if (lead !== undefined) giveOne({ verdict: 'accept', leads: [lead] });
    },
    acceptAlike: () => acceptable() && giveAlike('accept'),
    rejectAlike: () => giveAlike('reject'),
    undo: () => void (canWrite && undoLast().then(show)),
    redo: () => void (canWrite && redoLast().then(show)),
    next: () => go(1),
    back: () => go(-1),
    note: () => setNote(note ?? ''),
    help: () => showShortcuts(true),
    find: () => search.current?.focus(),
    hideScores: toggleScores,
    otherIdentity: (step) => {
      if (entry?.item.what !== 'links') return;
      const count = entry.item.identities.length;
      goToItem(entry.item.id, (identity + step + count) % count);
    },
  };
  useJudgingKeys(actions);

  return (
    <div className={classes.parts}>
      <QueueList
        all={entries}
        listed={listed}
        current={entry?.item.id ?? null}
        searchRef={search}
        listRef={list}
      />
      <div className={classes.centre}>
        {fault && <FaultNote fault={fault} />}
        {entry ? (
          <>
            <ItemHead entry={entry} identity={identity} place={place} count={listed.length} />
            <Evidence
              entry={entry}
              details={details}
              identity={identity}
              onIdentity={(other) => goToItem(entry.item.id, other)}
              hidesScores={hidesScores}
            />
            <DecisionBar
              entry={entry}
              identity={identity}
              alike={alike}
              canWrite={canWrite}
              actions={actions}
              note={note}
              onNote={(next) => {
                setNote(next);
                if (next === null) list.current?.focus();
              }}
              onNoteEnd={() => list.current?.focus()}
            />
          </>
        ) : (
          <EmptyState icon={<IconChecks size={20} />} title="Nothing to judge here">
            Everything under this filter is decided. Choose another state or kind on the left.
          </EmptyState>
        )}
      </div>
    </div>
  );
}

interface ItemHeadProps {
  readonly entry: QueueEntry;
  readonly identity: number;
  readonly place: number;
  readonly count: number;
}

/** What is judged, how far one is, and whether everything is on disk. */
function ItemHead({ entry, identity, place, count }: ItemHeadProps) {
  const { item, standings } = entry;
  const asked = item.what === 'pair' ? 1 : item.identities.filter((i) => i.isOpenByTier).length;
  const left = placesThatAsk(item, standings).filter(({ state }) => state !== 'unsure').length;
  const { title, name, meaning } = headWords(item, identity);
  const kind = `${name}. ${meaning}`;
  return (
    <header className={classes.itemHead}>
      <div className={classes.itemWords}>
        <h2 className={classes.itemTitle} title={title}>
          {title}
        </h2>
        <p className={classes.itemKind} title={kind}>
          {kind}
        </p>
      </div>
      <div className={classes.itemPlace}>
        <Saved />
        <span>
          {asked > 1 &&
            `${formatCount(left)} of ${formatCount(asked)} identities left, this is ${formatCount(identity + 1)} · `}
          {formatCount(place + 1)} of {formatCount(count)}
        </span>
      </div>
    </header>
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
    return (
      <PairEvidence
        entry={{ ...entry, item }}
        detail={detail?.what === 'pair' ? detail : null}
        hidesScores={hidesScores}
      />
    );
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
