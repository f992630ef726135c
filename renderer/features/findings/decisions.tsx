import { Button } from '@mantine/core';
import type { Finding } from '../../../shared/domain/finding';
import { changeSettings, useSession } from '../../state/session';
import { acceptedCodes, repairName, toggled } from './repairs';
import classes from './findings.module.css';

/** Accepted repairs whose finding is gone: without this list nobody could take them back. */
export function Decisions({ findings }: { readonly findings: readonly Finding[] }) {
  const settings = useSession((s) => s.settings);
  const running = useSession((s) => s.run.state === 'running');
  if (!settings) return null;
  const offered = new Set(findings.flatMap((f) => (f.repair ? [f.repair.code] : [])));
  const codes = acceptedCodes(settings).filter((code) => !offered.has(code));
  if (codes.length === 0) return null;
  return (
    <section aria-label="Decisions in force">
      <h2 className={classes.groupTitle}>
        Decisions in force <span>accepted earlier; their findings are settled by them</span>
      </h2>
      <ul className={classes.list}>
        {codes.map((code) => (
          <li key={code} className={classes.card}>
            <span className={classes.content}>{repairName(code)}</span>
            <Button
              variant="default"
              disabled={running}
              onClick={() => void changeSettings(toggled(settings, code))}
            >
              Take it back
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
