import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { formatCount, shortenHash } from '../../../shared/charts/format';
import { linkWeightChart } from '../../../shared/charts/link-weight-chart';
import { TIER_WORDS } from '../../../shared/domain/words/lead-words';
import type { KeyWeight, LinkEvidence, LinkItem, LinkItemDetail } from '../../../shared/contract/review';
import { Chart } from '../../ui/chart';
import { useChartTheme } from '../../ui/use-chart-theme';
import { saveChart } from '../saving';
import { Evidence } from './evidence';
import { HistoryStrip } from './history-strip';
import classes from './link-evidence.module.css';
import { Sides } from './sides';
import { StandingNote } from './standing-note';
import type { QueueEntry } from './use-review';
import { letterOf, VERDICT_WORDS } from './words';

interface LinkEvidenceProps {
  readonly entry: QueueEntry & { readonly item: LinkItem };
  readonly detail: LinkItemDetail | null;
  readonly identity: number;
  readonly onIdentity: (identity: number) => void;
  readonly hidesScores: boolean;
}

/** The two or more sides of a link, the keys that agree and differ, and what the reports said over time. */
export function LinkEvidencePanel({ entry, detail, identity, onIdentity, hidesScores }: LinkEvidenceProps) {
  const { item, standings } = entry;
  const about = item.identities[identity];
  const standing = standings[identity];
  if (!about || !standing) return null;
  const own = detail?.identities[identity];
  return (
    <Evidence>
      <StandingNote
        standing={standing}
        evidence={about.evidence}
        leadName={(uuid) =>
          leadName(
            about.leads.map((place) => item.leads[place] ?? ''),
            uuid,
          )
        }
      />
      <Sides item={item} about={about} detail={detail} own={own ?? null} hidesScores={hidesScores} />
      {own && <HistoryStrip history={own.history} snapshots={detail.snapshots} />}
      {!hidesScores && own && (
        <div className={classes.weights}>
          {own.links.map((link, i) => (
            // By place: the chart of the item before is drawn over instead of being made anew.
            <Weights key={i} link={link} letter={own.links.length > 1 ? letterOf(i) : null} />
          ))}
        </div>
      )}
      {item.identities.length > 1 && (
        <section aria-label="Members of the group">
          <h3 className={classes.sectionTitle}>
            Members of the group <span>{formatCount(item.identities.length)} identities</span>
          </h3>
          <ul className={classes.memberList}>
            {item.identities.map((other, i) => (
              <li key={JSON.stringify(other.subject)}>
                <UnstyledButton
                  className={classes.member ?? ''}
                  aria-current={i === identity}
                  onClick={() => onIdentity(i)}
                >
                  <span className={classes.memberName}>{other.subject.leadNumber ?? '–'}</span>
                  <span className={classes.memberTier}>{TIER_WORDS[other.tier].name}</span>
                  <span className={classes.memberReached}>
                    {[
                      other.isSale && 'sale',
                      other.isDemo && 'demo',
                      other.isAppointment && 'appointment',
                    ].find(Boolean) || 'no appointment'}
                  </span>
                  <span className={classes.memberState}>
                    {standings[i]?.verdict ? VERDICT_WORDS[standings[i].verdict] : ''}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Evidence>
  );
}

function Weights({ link, letter }: { readonly link: LinkEvidence; readonly letter: string | null }) {
  const theme = useChartTheme();
  // Drawn anew only for another link: what changes while one judges is beside the chart.
  const spec = useMemo(() => {
    const made = linkWeightChart(theme, link);
    return letter === null ? made : { ...made, title: `${made.title}, ${letter}` };
  }, [theme, link, letter]);
  return (
    <section className={classes.weight}>
      <Chart spec={spec} theme={theme} onSave={saveChart} />
      <ul className={classes.sentences}>
        {link.keys.map((key: KeyWeight) => (
          <li key={key.key}>{key.sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** The letter of a candidate, where there are several; else its shortened id. */
function leadName(candidates: readonly string[], uuid: string): string {
  const place = candidates.indexOf(uuid);
  return candidates.length > 1 && place >= 0 ? letterOf(place) : shortenHash(uuid);
}
