import { join } from 'node:path';
import type { FolderGrant, HostAnswers, HostRequest } from '../../../shared/contract/host';
import type { ServerSource } from '../../../shared/contract/project';
import type { ServerNow } from '../../../shared/contract/server-files';
import { LeadlensError } from '../../../shared/domain/fault';
import { serverName, serverPlaceOf, type ServerPlace } from '../../../shared/domain/server-place';
import type { Grants } from '../grants';
import type { Projects } from '../projects';
import type { FetchProgress } from './fetch-place';
import { FINGERPRINT, KnownServers, type HostKey } from './host-key';
import { KeptSecrets, type Cipher } from './kept-secrets';
import { isSamePlace, mirrorName, placeIn } from './mirror-place';
import { readMirrorState } from './mirror-state';
import { keyUnlike } from './server-faults';
import { agentOf, type Proof } from './sign-in';

export interface ServerMethodsOptions {
  /** See `dataDirectory`. */
  readonly directory: string;
  readonly cipher: Cipher | null;
  readonly grants: Pick<Grants, 'pathOf'>;
  readonly projects: Pick<Projects, 'load' | 'save'>;
  /** Opens a folder of data and notes it among the recent ones. */
  readonly open: (path: string) => Promise<FolderGrant>;
}

type Names =
  'serverNow' | 'showServerKey' | 'acceptServerKey' | 'fetchServer' | 'fetchProgress' | 'stopFetch';

const keyNotSeen = (place: ServerPlace): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'server_key_unknown',
    message: `The key of ${serverName(place)} was not accepted yet, so nothing was sent to it.`,
    hint: 'Press “Test and show key”, compare the key with what the owner of the server says, and accept it.',
  });

const busy = (): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'fetching_already',
    message: 'Files are being fetched already.',
    hint: 'Wait until that is done, or stop it.',
  });

const proofOf = ({ signIn, keyFile }: ServerSource, secret: string | null): Proof => ({
  agent: signIn === 'agent' ? agentOf(process.env) : null,
  keyFile: signIn === 'key' ? keyFile : null,
  passphrase: signIn === 'key' ? secret : null,
  password: signIn === 'password' ? secret : null,
});

/** The host methods of files that come from a server. */
export function createServerMethods({ directory, cipher, grants, projects, open }: ServerMethodsOptions): {
  readonly methods: { readonly [M in Names]: (request: HostRequest<M>) => Promise<HostAnswers[M]> };
  /** Ends a fetch that is under way. */
  readonly close: () => void;
} {
  const servers = new KnownServers(directory);
  const secrets = new KeptSecrets(directory, cipher);
  /** Keys that servers showed in this process: only such a one can be accepted. */
  const shown = new Map<string, HostKey>();
  let fetching: { readonly stop: AbortController; progress: FetchProgress } | null = null;

  /** The open folder where it holds the files of the place; else the mirror that the place has among others. */
  const mirrorOf = async (place: ServerPlace, folder: string | null): Promise<string> => {
    const state = folder === null ? null : await readMirrorState(folder);
    const known = state && placeIn(state.place);
    if (folder !== null && known && isSamePlace(known, place)) return folder;
    return join(directory, 'mirrors', mirrorName(place));
  };

  const lastOf = async (folder: string): Promise<ServerNow['last']> => {
    const state = await readMirrorState(folder);
    if (!state) return null;
    const { place, fetchedAt, came, gone, refused, waiting } = state;
    return {
      place,
      fetchedAt,
      came,
      gone: gone.length,
      refused: refused.length,
      waiting: waiting.length,
    };
  };

  return {
    close: () => fetching?.stop.abort(),
    methods: {
      async serverNow({ grantId }) {
        const folder = grantId === null ? null : grants.pathOf(grantId);
        const source = folder === null ? null : (await projects.load(folder)).server;
        const place = source && serverPlaceOf(source.address);
        return {
          source,
          key: place ? ((await servers.keyOf(place))?.fingerprint ?? null) : null,
          canKeep: await secrets.canKeep(),
          isKept: place ? (await secrets.of(place)) !== null : false,
          last: folder === null ? null : await lastOf(folder),
        };
      },
      async showServerKey({ address }) {
        const place = serverPlaceOf(address);
        const { keyShownBy } = await import('./show-key');
        const known = await servers.keyOf(place);
        const key = await keyShownBy(place, known, new AbortController().signal);
        shown.set(serverName(place), key);
        return { ...key, known: known?.fingerprint ?? null };
      },
      async acceptServerKey({ address, fingerprint }) {
        const place = serverPlaceOf(address);
        const key = shown.get(serverName(place));
        if (!FINGERPRINT.test(fingerprint) || key?.fingerprint !== fingerprint)
          throw keyUnlike(place, 'the one that is accepted', key?.fingerprint ?? 'none');
        await servers.pin(place, key);
        return null;
      },
      async fetchServer({ grantId, source, secret, keepSecret }) {
        const place = serverPlaceOf(source.address);
        const folder = grantId === null ? null : grants.pathOf(grantId);
        if (fetching) throw busy();
        const stop = new AbortController();
        const now = { stop, progress: { label: 'Connecting', done: 0, total: 0 } };
        fetching = now;
        try {
          if ((await servers.keyOf(place)) === null) throw keyNotSeen(place);
          const { fetchPlace } = await import('./fetch-place');
          const fetched = await fetchPlace({
            place,
            proof: proofOf(source, secret ?? (await secrets.of(place))),
            servers,
            expected: null,
            mirror: await mirrorOf(place, folder),
            signal: stop.signal,
            onProgress: (progress) => {
              now.progress = progress;
            },
          });
          // What let the user in is worth keeping; what did not is not.
          if (secret !== null) await secrets.keep(place, keepSecret ? secret : null);
          const { mirror } = fetched;
          const own = await projects.load(mirror);
          // A place that is opened for the first time is read as the folder that was open: mappings, rates, words.
          const others = own.server === null && folder !== null ? await projects.load(folder) : {};
          await projects.save(mirror, { ...others, server: source });
          return {
            grant: await open(mirror),
            came: fetched.came.length,
            bytes: fetched.bytes,
            gone: fetched.gone.length,
            refused: fetched.refused.length,
            waiting: fetched.waiting.length,
          };
        } finally {
          fetching = null;
        }
      },
      fetchProgress: () => Promise.resolve(fetching && { ...fetching.progress }),
      stopFetch() {
        fetching?.stop.abort();
        return Promise.resolve(null);
      },
    },
  };
}
