import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import ssh2, { type AuthContext, type FileEntry, type SFTPWrapper } from 'ssh2';
import type { ServerPlace } from '../../shared/domain/server-place';

/** What a server says that no server should: it lists any names, and has any content under them. */
export interface MadeUp {
  /** By the name that is listed. */
  readonly files: Readonly<Record<string, string>>;
  readonly password: string;
  /** How the password is asked for. */
  readonly asks?: 'password' | 'keyboard-interactive';
  /** How many bytes a question for 32 kB gets at most. */
  readonly mostBytes?: number;
  /** Whether it says nothing when it is asked what a folder holds. */
  readonly isSilent?: boolean;
}

const { STATUS_CODE } = ssh2.utils.sftp;
const TIME = 1_700_000_000;

const attrsOf = (content: string) => ({
  mode: 0o100_644,
  uid: 0,
  gid: 0,
  size: Buffer.byteLength(content),
  atime: TIME,
  mtime: TIME,
});

/** A server in this process; it lets in `ada` with a password. */
export interface MadeUpServer {
  readonly place: ServerPlace;
  /** How somebody tried to sign in, in order. */
  readonly tried: readonly string[];
  readonly close: () => void;
}

export async function startMadeUpServer(made: MadeUp): Promise<MadeUpServer> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' });
  const tried: string[] = [];
  const server = new ssh2.Server({ hostKeys: [key] }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => authenticate(context, made, tried));
    client.on('ready', () => {
      client.on('session', (accept) => {
        accept().on('sftp', (begin) => serve(begin(), made));
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { place: { user: 'ada', host: '127.0.0.1', port, path: '/' }, tried, close: () => server.close() };
}

function authenticate(context: AuthContext, { asks = 'password', password }: MadeUp, tried: string[]): void {
  tried.push(context.method);
  const judge = (given: string | undefined): void => {
    if (context.username === 'ada' && given === password) context.accept();
    else context.reject([asks]);
  };
  if (context.method === 'password' && asks === 'password') judge(context.password);
  else if (context.method === 'keyboard-interactive' && asks === 'keyboard-interactive')
    context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => judge(answers[0]));
  else context.reject([asks]);
}

function serve(sftp: SFTPWrapper, { files, mostBytes = 32_768, isSilent = false }: MadeUp): void {
  const handles = new Map<string, { readonly name: string; isListed: boolean }>();
  let last = 0;
  const open = (id: number, name: string): void => {
    last += 1;
    handles.set(String(last), { name, isListed: false });
    sftp.handle(id, Buffer.from(String(last)));
  };
  const contentOf = (path: string): string | undefined => files[path.replace(/^\//, '')];
  sftp.on('REALPATH', (id, path) => {
    sftp.name(id, [
      { filename: path === '.' ? '/' : path, longname: path, attrs: attrsOf('') },
    ] as FileEntry[]);
  });
  sftp.on('OPENDIR', (id, path) => {
    if (!isSilent) open(id, path);
  });
  sftp.on('READDIR', (id, handle) => {
    const found = handles.get(handle.toString());
    if (!found || found.isListed) {
      sftp.status(id, STATUS_CODE.EOF);
      return;
    }
    found.isListed = true;
    const entries = Object.entries(files).map(([filename, content]) => ({
      filename,
      longname: filename,
      attrs: attrsOf(content),
    }));
    sftp.name(id, entries);
  });
  sftp.on('OPEN', (id, path) => {
    if (contentOf(path) === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    else open(id, path);
  });
  const stat = (id: number, path: string): void => {
    const content = contentOf(path);
    if (content === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    else sftp.attrs(id, attrsOf(content));
  };
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  sftp.on('FSTAT', (id, handle) => {
    sftp.attrs(id, attrsOf(contentOf(handles.get(handle.toString())?.name ?? '') ?? ''));
  });
  sftp.on('READ', (id, handle, offset, length) => {
    const bytes = Buffer.from(contentOf(handles.get(handle.toString())?.name ?? '') ?? '');
    const some = bytes.subarray(offset, offset + Math.min(length, mostBytes));
    if (some.length === 0) sftp.status(id, STATUS_CODE.EOF);
    else sftp.data(id, some);
  });
  sftp.on('CLOSE', (id, handle) => {
    handles.delete(handle.toString());
    sftp.status(id, STATUS_CODE.OK);
  });
}
