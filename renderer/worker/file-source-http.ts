import { fileUrl } from '../../shared/contract/host';
import { LeadlensError, type FaultDetails } from '../../shared/domain/fault';
import type { FileEntry, FileSource, Listing } from '../../shared/ports/file-source';

/** The scripts of threads lie in a folder of the page. @param address within the page, from `/` */
const ofPage = (address: string): string => new URL(`..${address}`, self.location.href).href;

async function ask(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(ofPage(address), { ...init, cache: 'no-store' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new LeadlensError(
      {
        kind: 'environment',
        code: 'host_gone',
        message: 'No file can be read: the program that serves this window does not answer.',
        hint: 'Start Leadlens again in the terminal and open the address that it prints.',
      },
      { cause: error },
    );
  }
  if (response.ok) return response;
  throw new LeadlensError((await response.json()) as FaultDetails);
}

const json = async <T>(url: string, signal?: AbortSignal): Promise<T> =>
  (await (await ask(url, signal ? { signal } : {})).json()) as T;

/**
 * The files of a granted folder over the app's own origin. While a run lasts, every read of a file names the state
 * that was seen first: a file that changes in between is a fault, not a mixture.
 */
export function httpFileSource(grantId: string): FileSource {
  const tags = new Map<string, string>();
  const content = async (path: string, init: RequestInit): Promise<Response> => {
    const tag = tags.get(path);
    const response = await ask(fileUrl(grantId, 'content', path), {
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        ...(tag === undefined ? {} : { 'If-Match': tag }),
      },
    });
    const seen = response.headers.get('ETag');
    if (seen !== null) tags.set(path, seen);
    return response;
  };
  return {
    list: (signal) => {
      tags.clear();
      return json<Listing>(fileUrl(grantId, 'list'), signal);
    },
    stat: (path) => json<FileEntry>(fileUrl(grantId, 'stat', path)),
    read: async (path, start, end) => {
      if (end <= start) return new Uint8Array();
      const response = await content(path, {
        headers: { Range: `bytes=${String(start)}-${String(end - 1)}` },
      });
      return new Uint8Array(await response.arrayBuffer());
    },
    async *stream(path, signal) {
      const response = await content(path, signal ? { signal } : {});
      const reader = response.body?.getReader();
      if (!reader) return;
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          yield value;
        }
      } catch (error) {
        if (signal?.aborted === true) throw error;
        throw new LeadlensError(
          {
            kind: 'input',
            code: 'file_changed',
            message: `${path} changed or disappeared while it was read.`,
            hint: 'Run again when the file is complete.',
            file: path,
          },
          { cause: error },
        );
      } finally {
        await reader.cancel().catch(() => undefined);
      }
    },
    sha256: async (path, signal) => {
      const { sha256 } = await json<{ sha256: string }>(fileUrl(grantId, 'sha256', path), signal);
      return sha256;
    },
  };
}
