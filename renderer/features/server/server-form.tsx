import { Button, Checkbox, Loader, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatBytes } from '../../../shared/charts/format';
import type { SIGN_INS } from '../../../shared/contract/project';
import type { ServerKeyShown, ServerNow } from '../../../shared/contract/server-files';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { isServerPlace, serverPlaceOf } from '../../../shared/domain/server-place';
import {
  acceptServerKey,
  fetchProgress,
  fetchServer,
  showServerKey,
  stopFetch,
} from '../../state/server-files';
import { FaultNote } from '../../ui/fault-note';
import { KeyShown } from './key-shown';
import classes from './server-panel.module.css';

type SignIn = (typeof SIGN_INS)[number];

const WAYS: { value: SignIn; label: string }[] = [
  { value: 'agent', label: 'Agent' },
  { value: 'key', label: 'Key file' },
  { value: 'password', label: 'Password' },
];

const LOOK_EVERY_MS = 500;

/** Why an address cannot be taken, in words; null where it can. */
function faultIn(address: string): string | null {
  if (address.trim() === '') return null;
  try {
    serverPlaceOf(address);
    return null;
  } catch (error) {
    const { message, hint } = faultOf(error);
    return `${message} ${hint ?? ''}`;
  }
}

/** The place, who signs in and how, and the buttons that connect. */
export function ServerForm({ now }: { readonly now: ServerNow }) {
  const [address, setAddress] = useState(now.source?.address ?? '');
  const [signIn, setSignIn] = useState<SignIn>(now.source?.signIn ?? 'agent');
  const [keyFile, setKeyFile] = useState(now.source?.keyFile ?? '');
  const [secret, setSecret] = useState('');
  const [keep, setKeep] = useState(now.isKept);
  const [shown, setShown] = useState<ServerKeyShown | null>(null);
  const [accepted, setAccepted] = useState(now.key);
  const [work, setWork] = useState<'key' | 'fetch' | null>(null);
  const [fault, setFault] = useState<FaultDetails | null>(null);

  const wrong = faultIn(address);
  const canAsk = work === null && isServerPlace(address);
  const during = async (kind: 'key' | 'fetch', doIt: () => Promise<void>): Promise<void> => {
    setWork(kind);
    setFault(null);
    try {
      await doIt();
    } catch (error) {
      const found = faultOf(error);
      setFault(found.kind === 'cancelled' ? null : found);
    } finally {
      setWork(null);
    }
  };
  const test = (): Promise<void> =>
    during('key', async () => {
      const key = await showServerKey(address);
      setShown(key);
      setAccepted(key.known === key.fingerprint ? key.fingerprint : null);
    });
  const accept = (fingerprint: string): Promise<void> =>
    during('key', async () => {
      await acceptServerKey(address, fingerprint);
      setAccepted(fingerprint);
    });
  const fetch = (): Promise<void> =>
    during('fetch', () =>
      fetchServer(
        { address: address.trim(), signIn, keyFile: signIn === 'key' ? keyFile.trim() : null },
        secret === '' ? null : secret,
        keep,
      ),
    );

  return (
    <div className={classes.form}>
      <TextInput
        label="Address"
        placeholder="sftp://user@host/path"
        description="With the user; a port after the host, as host:2222. A path from the home folder begins with /~/."
        value={address}
        error={wrong}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setShown(null);
          setAccepted(null);
        }}
      />
      <div>
        <span className={classes.label}>Sign in with</span>
        <SegmentedControl
          aria-label="Sign in with"
          data={WAYS}
          value={signIn}
          onChange={(way) => {
            setSignIn(way);
            setSecret('');
          }}
        />
      </div>
      {signIn === 'agent' && (
        <p className={classes.hint}>
          The keys that the SSH agent of this machine holds. Nothing is kept here.
        </p>
      )}
      {signIn === 'key' && (
        <TextInput
          label="Key file"
          placeholder="/home/you/.ssh/id_ed25519"
          description="The private key, on this machine. It is read when files are fetched, and never copied."
          value={keyFile}
          onChange={(event) => setKeyFile(event.currentTarget.value)}
        />
      )}
      {signIn !== 'agent' && (
        <>
          <PasswordInput
            label={signIn === 'key' ? 'Passphrase of the key file' : 'Password'}
            description={
              now.isKept
                ? 'Left empty, the one is taken that the key store of the system keeps.'
                : signIn === 'key'
                  ? 'Left empty where it has none.'
                  : 'Never kept with the project.'
            }
            value={secret}
            maxLength={1000}
            autoComplete="off"
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
          {now.canKeep ? (
            <Checkbox
              label="Keep it in the key store of the system"
              checked={keep}
              onChange={(event) => setKeep(event.currentTarget.checked)}
            />
          ) : (
            <p className={classes.hint}>
              There is no key store of the system here: it is asked for each time.
            </p>
          )}
        </>
      )}
      <div className={classes.actions}>
        <Button variant="default" disabled={!canAsk} loading={work === 'key'} onClick={() => void test()}>
          Test and show key
        </Button>
        <Button disabled={!canAsk || accepted === null} onClick={() => void fetch()}>
          Fetch now
        </Button>
        {accepted === null && (
          <span className={classes.hint}>Files are fetched once you accepted the key of the server.</span>
        )}
      </div>
      {work === 'fetch' && <Fetching />}
      {shown ? (
        <KeyShown shown={shown} isAccepted={accepted === shown.fingerprint} onAccept={accept} />
      ) : (
        accepted !== null && (
          <p className={classes.hint}>
            The server is known by its key <code>{accepted}</code>
          </p>
        )
      )}
      {fault && <FaultNote fault={fault} onClose={() => setFault(null)} />}
    </div>
  );
}

/** What is coming just now, and the way to stop it. */
function Fetching() {
  const [progress, setProgress] = useState<Awaited<ReturnType<typeof fetchProgress>>>(null);
  useEffect(() => {
    const timer = window.setInterval(() => {
      void fetchProgress().then(setProgress, () => setProgress(null));
    }, LOOK_EVERY_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <div className={classes.progress} role="status">
      <Loader size={14} />
      <span className={classes.words}>
        {progress?.label ?? 'Connecting'}
        {progress && progress.total > 0
          ? ` · ${formatBytes(progress.done)} of ${formatBytes(progress.total)}`
          : ''}
      </span>
      <Button size="compact-xs" variant="default" onClick={() => void stopFetch()}>
        Stop
      </Button>
    </div>
  );
}
