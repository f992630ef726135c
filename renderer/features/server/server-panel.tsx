import { useEffect, useState } from 'react';
import type { ServerNow } from '../../../shared/contract/server-files';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { serverNow } from '../../state/server-files';
import { useSession } from '../../state/session';
import { FaultNote } from '../../ui/fault-note';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import { LastFetch } from './last-fetch';
import { ServerForm } from './server-form';
import classes from './server-panel.module.css';

/** Files from a server: where, as whom, whether it is the right one, and what came. */
export function ServerPanel({ frame }: { readonly frame: PanelFrame }) {
  const grantId = useSession((s) => s.grant?.grantId ?? null);
  const runId = useSession((s) => s.runId);
  const [now, setNow] = useState<ServerNow | FaultDetails | null>(null);
  useEffect(() => {
    void serverNow().then(setNow, (error: unknown) => setNow(faultOf(error)));
  }, [grantId, runId]);
  return (
    <SidePanel {...frame} title="Files from a server" subtitle="SFTP, from the one host that you name">
      <p className={classes.lead}>
        This is the one thing by which Leadlens leaves this machine, and it does so to that host alone, when
        you press a button here, or by the clock if you set one in Preferences. Files come from there and none
        goes there. They lie in a folder of their own on this machine, which is then the open one.
      </p>
      {now === null ? null : 'code' in now ? (
        <FaultNote fault={now} />
      ) : (
        <>
          <ServerForm key={grantId} now={now} />
          {now.last && <LastFetch last={now.last} />}
        </>
      )}
    </SidePanel>
  );
}
