import { Button } from '@mantine/core';
import type { Finding } from '../../../shared/domain/finding';
import { useSession } from '../../state/session';
import { acceptedCodes, repairName } from './repairs';
import { toggleRepair, useAccepted } from './use-accepted';
import classes from './findings.module.css';

/** Accepted repairs whose finding is gone: without this list nobody could take them back. */
export function Decisions({ findings }: { readonly findings: readonly Finding[] }) {
  const accepted = useAccepted();
  const running = useSession((s) => s.run.state === 'running');
  const offered = new Set(findings.flatMap((f) => (f.repair ? [f.repair.code] : [])));
  const codes = acceptedCodes(accepted).filter((code) => !offered.has(code));
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
            <Button variant="default" disabled={running} onClick={() => void toggleRepair(code, accepted)}>
              Take it back
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
