import { inWords, serviceName, servicesInWords, sourcesOf } from '../../../shared/domain/source';
import { ActionIcon, Button, Loader, UnstyledButton } from '@mantine/core';
import { IconFlask, IconFolder, IconFolderOpen, IconServer, IconX } from '@tabler/icons-react';
import { formatMoment } from '../../../shared/charts/format';
import type { RecentFolder } from '../../../shared/contract/host';
import {
  openFolder,
  openProject,
  openRecent,
  openSample,
  openServedFolder,
  relocateRecent,
  useSession,
} from '../../state/session';
import { showPanel } from '../../state/panel';
import { RunLines } from '../history/run-lines';
import classes from './home.module.css';
import { useFolderDrop } from './use-folder-drop';
import { useRecentFolders } from './use-recent-folders';

/** Where everything starts: a folder, a recent one, or the sample. */
export function HomeView() {
  const info = useSession((s) => s.info);
  const preparing = useSession((s) => s.preparing);
  const drop = useFolderDrop();
  return (
    <div className={classes.home} data-over={drop.over} {...drop.handlers}>
      <div className={classes.inner}>
        <h1 className={classes.title}>Lead quality and revenue you can check, from a folder of exports</h1>
        <p className={classes.lead}>
          Which of the leads you delivered became an appointment, a demo, a sale? Which campaign brought the
          money, and what did it cost? Every number opens to its rows. Nothing leaves this machine; files come
          from a server only where you set one.
        </p>
        <div className={classes.actions}>
          {info?.canPickFolder && (
            <Button
              size="sm"
              leftSection={<IconFolderOpen size={16} aria-hidden="true" />}
              onClick={() => void openFolder()}
            >
              Open a folder
            </Button>
          )}
          {info?.canPickFolder && (
            <Button size="sm" variant="default" onClick={() => void openProject()}>
              Open a project
            </Button>
          )}
          {info?.initialGrant && <ServedFolder grant={info.initialGrant} />}
          <Button
            size="sm"
            variant="default"
            leftSection={<IconServer size={16} aria-hidden="true" />}
            onClick={() => showPanel({ kind: 'server' })}
          >
            Files from a server
          </Button>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconFlask size={16} aria-hidden="true" />}
            onClick={() => void openSample()}
          >
            Try the sample
          </Button>
        </div>
        <p className={classes.aside} role="status">
          {preparing === null ? (
            drop.possible ? (
              'Or drop a folder anywhere in this window.'
            ) : info && !info.canPickFolder ? (
              <span>
                In the browser Leadlens reads the folder it was started with:{' '}
                <code>leadlens serve FOLDER</code>.
              </span>
            ) : null
          ) : (
            <>
              <Loader size={12} /> {preparing}…
            </>
          )}
        </p>
        <RunLines />
        <Recent />
        <Needs />
      </div>
    </div>
  );
}

function ServedFolder({ grant }: { readonly grant: Parameters<typeof openServedFolder>[0] }) {
  return (
    <Button
      size="sm"
      leftSection={<IconFolderOpen size={16} aria-hidden="true" />}
      onClick={() => void openServedFolder(grant)}
    >
      Open {grant.name}
    </Button>
  );
}

function Recent() {
  const { folders, forget } = useRecentFolders();
  if (folders.length === 0) return null;
  return (
    <section className={classes.recent} aria-labelledby="recent-folders">
      <h2 id="recent-folders" className={classes.heading}>
        Recent folders
      </h2>
      <ul className={classes.list}>
        {folders.map((folder) => (
          <RecentEntry key={folder.id} folder={folder} onForget={() => void forget(folder.id)} />
        ))}
      </ul>
    </section>
  );
}

function RecentEntry({ folder, onForget }: { readonly folder: RecentFolder; readonly onForget: () => void }) {
  const canPick = useSession((s) => s.info?.canPickFolder ?? false);
  return (
    <li className={classes.entry}>
      <UnstyledButton
        className={classes.open ?? ''}
        disabled={!folder.exists}
        onClick={() => void openRecent(folder.id)}
      >
        <IconFolder size={16} stroke={1.6} aria-hidden="true" />
        <span className={classes.name}>{folder.project === '' ? folder.name : folder.project}</span>
        {folder.client !== '' && <span className={classes.client}>{folder.client}</span>}
        <span className={classes.location}>
          {folder.exists ? folder.location : `${folder.location} · not there any more`}
        </span>
        <time className={classes.time} dateTime={folder.openedAt}>
          {formatMoment(folder.openedAt)}
        </time>
      </UnstyledButton>
      {!folder.exists && canPick && (
        <Button size="compact-xs" variant="default" onClick={() => void relocateRecent(folder.id)}>
          Say where it is
        </Button>
      )}
      <ActionIcon
        onClick={onForget}
        aria-label={`Forget ${folder.project === '' ? folder.name : folder.project}`}
      >
        <IconX size={14} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}

const NEEDED = [
  {
    what: 'Delivered leads',
    how: 'one Parquet or CSV export with a lead id and the hashed e-mail and phone',
  },
  {
    what: 'CRM reports',
    how: 'CSV snapshots of the client, as they came; column names may change between them',
  },
  {
    what: 'Leads and invoices',
    how: `the exports of ${inWords(sourcesOf('people', 'invoices').map(serviceName), 'and')}`,
  },
  {
    what: 'Sessions and spend',
    how: `${servicesInWords('touches', 'and')}; ${servicesInWords('ads', 'and')} Ads`,
  },
];

function Needs() {
  return (
    <section className={classes.needs} aria-labelledby="what-folder">
      <h2 id="what-folder" className={classes.heading}>
        What the folder may hold
      </h2>
      <dl className={classes.facts}>
        {NEEDED.map(({ what, how }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
