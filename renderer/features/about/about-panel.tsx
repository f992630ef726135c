import { useEffect, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { formatCount } from '../../../shared/charts/format';
import type { Licence } from '../../../shared/contract/licence';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { readLicences } from '../../host/licences';
import { useOutcome } from '../../state/answers';
import { notify, notifyFault } from '../../state/notices';
import { services } from '../../state/services';
import { useSession } from '../../state/session';
import { CardTitle } from '../../ui/card-title';
import { FaultNote } from '../../ui/fault-note';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import classes from './about-panel.module.css';
import { diagnostics, type Surroundings } from './diagnostics';

const surroundings = (): Surroundings => ({
  browser: navigator.userAgent,
  processors: navigator.hardwareConcurrency,
  languages: navigator.languages,
  window: { width: window.innerWidth, height: window.innerHeight, scale: window.devicePixelRatio },
  time: new Date().toISOString(),
});

/** Which Leadlens this is, what helps when it goes wrong, and by whose work it stands. */
export function AboutPanel({ frame }: { readonly frame: PanelFrame }) {
  const info = useSession((s) => s.info);
  const outcome = useOutcome();
  const { build } = services();
  const text = diagnostics(info, build, outcome, surroundings());
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => notify({ kind: 'diagnostics', text: 'The diagnostics are on the clipboard.' }),
      (error: unknown) => notifyFault('diagnostics', faultOf(error)),
    );
  };
  return (
    <SidePanel
      {...frame}
      title="About Leadlens"
      subtitle={`Version ${info?.version ?? '?'}, in ${info?.host === 'electron' ? 'its own window' : 'the browser'}`}
      actions={
        <Button size="xs" variant="default" onClick={copy}>
          Copy diagnostics
        </Button>
      }
    >
      <CardTitle
        title="Diagnostics"
        subtitle="counts and codes only: no names of files or people, no values"
      />
      <pre className={classes.diagnostics} tabIndex={0} aria-label="Diagnostics">
        {text}
      </pre>
      <Licences />
    </SidePanel>
  );
}

function Licences() {
  const [read, setRead] = useState<readonly Licence[] | FaultDetails | null>(null);
  const [search, setSearch] = useState('');
  useEffect(() => {
    void readLicences().then(setRead, (error: unknown) => setRead(faultOf(error)));
  }, []);
  if (read === null) return null;
  if ('code' in read) return <FaultNote fault={read} />;
  const wanted = search.trim().toLowerCase();
  const found = read.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted));
  return (
    <>
      <CardTitle
        title="Licences"
        subtitle={`${formatCount(read.length)} packages and fonts are part of it`}
      />
      <TextInput
        aria-label="Search the licences"
        placeholder="Search by name or licence"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb={8}
      />
      {found.length === 0 && (
        <p className={classes.none}>Nothing in Leadlens goes by this name or licence.</p>
      )}
      {found.map(({ name, version, licence, text }) => (
        <details key={`${name} ${version}`} className={classes.licence}>
          <summary>
            <span>
              {name} <span className={classes.version}>{version}</span>
            </span>
            <span className={classes.version}>{licence}</span>
          </summary>
          <pre>{text || `Its package holds no text; it says ${licence || 'nothing'}.`}</pre>
        </details>
      ))}
    </>
  );
}
