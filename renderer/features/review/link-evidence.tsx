import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { TIER_WORDS } from '../../../shared/charts/matches-charts';
import { formatCount, formatIsoDay, formatShare } from '../../../shared/charts/format';
import { linkWeightChart } from '../../../shared/charts/link-weight-chart';
import type { KeyWeight, LinkEvidence, LinkItem, LinkItemDetail } from '../../../shared/contract/review';
import { Chart } from '../../ui/chart';
import { HashCell } from '../../ui/hash-cell';
import { useChartTheme } from '../../ui/use-chart-theme';
import { saveChart } from '../saving';
import { HistoryStrip } from './history-strip';
import classes from './review.module.css';
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
    <div className={classes.evidence}>
      <StandingNote standing={standing} evidence={about.evidence} />
      <div className={classes.sides}>
        <section className={classes.side} aria-label="CRM lead">
          <h3 className={classes.sideTitle}>
            CRM lead <strong>{about.subject.leadNumber ?? '–'}</strong>
          </h3>
          <p className={classes.tier}>
            {TIER_WORDS[about.tier].name}. {TIER_WORDS[about.tier].meaning}
          </p>
          <Keys email={about.subject.emailKey} phone={about.subject.phoneKey} agreement={null} />
          {own && <HistoryStrip history={own.history} snapshots={detail.snapshots} />}
        </section>
        {about.leads.map((place, i) => (
          <LeadSide
            key={place}
            letter={about.leads.length > 1 ? letterOf(i) : null}
            uuid={item.leads[place] ?? ''}
            lead={detail?.leads[place] ?? null}
            agreement={about.agreeing[i] ?? { email: false, phone: false }}
            link={own?.links.find((link) => link.leadUuid === item.leads[place]) ?? null}
            hidesScores={hidesScores}
          />
        ))}
      </div>
      {!hidesScores && own && (
        <div className={classes.weights}>
          {own.links.map((link, i) => (
            <Weights key={link.leadUuid} link={link} letter={own.links.length > 1 ? letterOf(i) : null} />
          ))}
        </div>
      )}
      {item.identities.length > 1 && (
        <section className={classes.members} aria-label="Members of the group">
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
    </div>
  );
}

interface LeadSideProps {
  readonly letter: string | null;
  readonly uuid: string;
  readonly lead: LinkItemDetail['leads'][number] | null;
  readonly agreement: { readonly email: boolean; readonly phone: boolean };
  readonly link: LinkEvidence | null;
  readonly hidesScores: boolean;
}

function LeadSide({ letter, uuid, lead, agreement, link, hidesScores }: LeadSideProps) {
  return (
    <section className={classes.side} aria-label={`Delivered lead ${letter ?? ''}`}>
      <h3 className={classes.sideTitle}>
        Delivered lead {letter && <span className={classes.letter}>{letter}</span>}
        {link && !hidesScores && (
          <span className={classes.probability} title="Chance that the link is true">
            {formatShare(link.probability)}
          </span>
        )}
      </h3>
      <p className={classes.tier}>
        <HashCell value={uuid} />
      </p>
      <Keys email={lead?.emailKey ?? null} phone={lead?.phoneKey ?? null} agreement={agreement} />
      <dl className={classes.facts}>
        <Fact label="Delivered" value={lead?.deliveredOn ? formatIsoDay(lead.deliveredOn) : null} />
        <Fact label="Vendor" value={lead?.vendor ?? null} />
        <Fact label="Campaign" value={lead?.campaignId ?? null} />
        <Fact label="Price" value={lead?.price ?? null} />
        <Fact label="Record" value={lead ? `${lead.file}, ${formatCount(lead.record)}` : null} />
      </dl>
    </section>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface KeysProps {
  readonly email: string | null;
  readonly phone: string | null;
  /** Null on the side of the CRM lead: the marks stand beside the delivered lead. */
  readonly agreement: { readonly email: boolean; readonly phone: boolean } | null;
}

/** One line per key, at the same height on every side. */
function Keys({ email, phone, agreement }: KeysProps) {
  return (
    <dl className={classes.keys}>
      <Key name="E-mail" value={email} agrees={agreement?.email ?? null} />
      <Key name="Phone" value={phone} agrees={agreement?.phone ?? null} />
    </dl>
  );
}

function Key({
  name,
  value,
  agrees,
}: {
  readonly name: string;
  readonly value: string | null;
  readonly agrees: boolean | null;
}) {
  return (
    <div className={classes.key} data-agrees={agrees ?? 'none'}>
      <dt>{name}</dt>
      <dd>
        {value === null ? '–' : <HashCell value={value} />}
        {agrees !== null && (
          <span className={classes.mark}>
            {agrees ? (
              <IconCheck size={13} aria-hidden="true" />
            ) : value === null ? (
              <IconMinus size={13} aria-hidden="true" />
            ) : (
              <IconX size={13} aria-hidden="true" />
            )}
            {agrees ? 'agrees' : value === null ? 'missing' : 'differs'}
          </span>
        )}
      </dd>
    </div>
  );
}

function Weights({ link, letter }: { readonly link: LinkEvidence; readonly letter: string | null }) {
  const theme = useChartTheme();
  const spec = linkWeightChart(theme, link);
  return (
    <section className={classes.weight}>
      <Chart
        spec={letter ? { ...spec, title: `${spec.title}, ${letter}` } : spec}
        theme={theme}
        onSave={saveChart}
      />
      <ul className={classes.sentences}>
        {link.keys.map((key: KeyWeight) => (
          <li key={key.key}>{key.sentence}</li>
        ))}
      </ul>
    </section>
  );
}
