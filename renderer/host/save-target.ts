import type { HostApi } from '../../shared/contract/host';
import { faultOf, LeadlensError } from '../../shared/domain/fault';
import { download } from './download';

/** A file that the user saves, written in pieces; nothing of it is seen in its place before `keep`. */
export interface SaveTarget {
  /** Under which it will be found. */
  readonly name: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Puts it in its place; resolves when it is whole. */
  keep(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/** Asks where a file shall go; null when the user closed the dialog. */
export type OpenSave = (suggestedName: string) => Promise<SaveTarget | null>;

/** The part of the File System Access interface that is used; not every browser has it. */
interface FileHandle {
  readonly name: string;
  createWritable(): Promise<{
    write(bytes: Uint8Array): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  }>;
}

type Picker = (options: { readonly suggestedName: string }) => Promise<FileHandle>;

const writeFailed = (name: string, cause: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'environment',
      code: 'write_failed',
      message: `${name} cannot be written (${faultOf(cause).message}).`,
      hint: 'Check that the disk has room and that you may write there, then save again.',
      file: name,
    },
    { cause },
  );

/** The browser writes beside the place and puts the file there when it is closed. */
async function withPicker(pick: Picker, suggestedName: string): Promise<SaveTarget | null> {
  let handle: FileHandle;
  try {
    handle = await pick({ suggestedName });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw writeFailed(suggestedName, error);
  }
  const { name } = handle;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw writeFailed(name, error);
    }
  };
  const file = await guarded(() => handle.createWritable());
  return {
    name,
    write: (bytes) => guarded(() => file.write(bytes)),
    keep: () => guarded(() => file.close()),
    abort: () => file.abort(),
  };
}

/** Without a dialog: the pieces become a download when all are there. Blobs lie outside of the memory of scripts. */
function asDownload(name: string): SaveTarget {
  let parts: Blob[] = [];
  return {
    name,
    write: (bytes) => {
      parts.push(new Blob([bytes.slice()]));
      return Promise.resolve();
    },
    keep: () => {
      download(name, parts);
      parts = [];
      return Promise.resolve();
    },
    abort: () => {
      parts = [];
      return Promise.resolve();
    },
  };
}

/** Saves by the browser itself. */
export const saveInBrowser: OpenSave = (suggestedName) => {
  const { showSaveFilePicker } = window as { readonly showSaveFilePicker?: Picker };
  return showSaveFilePicker
    ? withPicker((options) => showSaveFilePicker.call(window, options), suggestedName)
    : Promise.resolve(asDownload(suggestedName));
};

/** Saves through the host, which asks with a dialog of the system. */
export const saveThroughHost =
  (host: HostApi): OpenSave =>
  async (suggestedName) => {
    const opened = await host.call('openSave', { suggestedName });
    if (!opened) return null;
    const { saveId, name } = opened;
    return {
      name,
      // The contract wants memory that is not shared between threads: the copy is.
      write: async (bytes) => {
        await host.call('writeSave', { saveId, bytes: bytes.slice() });
      },
      keep: async () => {
        await host.call('endSave', { saveId, keep: true });
      },
      abort: async () => {
        await host.call('endSave', { saveId, keep: false });
      },
    };
  };
