import { IconAlertCircle } from '@tabler/icons-react';
import { SEVERITIES, type Severity } from '../../../shared/domain/finding';
import { SEVERITY_WORDS } from '../../../shared/domain/words/severity-words';
import { formatCount } from '../../../shared/charts/format';
import { useOutcome } from '../../state/answers';
import { useNavigation } from '../../state/navigation';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { NotRunYet } from '../needs-run';
import { LogNote } from '../review/log-note';
import { Decisions } from './decisions';
import { FindingCard } from './finding-card';
import classes from './findings.module.css';

interface Group {
  readonly severity: Severity;
  /** In words, of a single one. */
  readonly one: string;
  readonly title: string;
  readonly meaning: string;
}

const GROUPS: readonly Group[] = SEVERITIES.map((severity) => {
  const { one, many, meaning } = SEVERITY_WORDS[severity];
  return { severity, one: one.toLowerCase(), title: many, meaning };
});

/** What a reader of the numbers should know, worst first. */
export function FindingsView() {
  const outcome = useOutcome();
  const place = useNavigation((p) => p.params['finding']);
  if (!outcome) {
    return (
      <NotRunYet
        icon={<IconAlertCircle size={20} aria-hidden="true" />}
        purpose="Findings come with a run: dead columns, changed headers, leads that vanish, values that could not be read."
      />
    );
  }
  const { findings } = outcome;
  const wanted = findings[Number(place ?? '-1')];
  if (findings.length === 0) {
    return (
      <Page title="Findings">
        <EmptyState icon={<IconAlertCircle size={20} aria-hidden="true" />} title="Nothing found">
          <p>Every check passed on every file.</p>
        </EmptyState>
        <LogNote />
        <Decisions findings={findings} />
      </Page>
    );
  }
  const groups = GROUPS.map((g) => ({
    ...g,
    findings: findings.filter((f) => f.severity === g.severity),
  })).filter((g) => g.findings.length > 0);
  return (
    <Page
      title="Findings"
      lead={groups
        .map(
          (g) =>
            `${formatCount(g.findings.length)} ${g.findings.length === 1 ? g.one : g.title.toLowerCase()}`,
        )
        .join(' · ')}
    >
      {groups.map((group) => (
        <section key={group.severity} className={classes.group} aria-label={group.title}>
          <h2 className={classes.groupTitle}>
            {group.title} <span>{group.meaning}</span>
          </h2>
          <ul className={classes.list}>
            {group.findings.map((finding, index) => (
              <FindingCard
                key={`${finding.code}-${String(index)}`}
                finding={finding}
                wanted={finding === wanted}
              />
            ))}
          </ul>
        </section>
      ))}
      <Decisions findings={findings} />
    </Page>
  );
}
