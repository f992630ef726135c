import { faultOf, LeadlensError } from '../../shared/domain/fault';
import type { FileEntry, FileSource } from '../../shared/ports/file-source';
import { answer, faultAnswer, jsonAnswer, type Answer } from './answer';
import { parseByteRange, type ByteRange } from './byte-range';
import type { Grants } from './grants';
import type { StaticFiles } from './static-files';

/** A request as both doors see it. */
export interface FileRequest {
  readonly method: string;
  /** Path and query, as in `/files/…/content?path=a.csv`. */
  readonly url: string;
  /** A header's value by its lower-case name, null when it is not there. */
  header(name: string): string | null;
  readonly signal?: AbortSignal | undefined;
}

export type FileProtocol = (request: FileRequest) => Promise<Answer>;

/** Ranges up to this size are read in one go; the page asks for chunks below it. */
const ONE_READ = 16 * 1024 * 1024;

const BASE = 'app://leadlens';

const notFound = (): LeadlensError =>
  new LeadlensError({ kind: 'input', code: 'not_found', message: 'There is nothing at this address.' });

/** Names one state of a file; `If-Match` with it makes a later state an error instead of a mixture. */
const tagOf = (entry: FileEntry): string => `"${String(entry.bytes)}-${String(entry.modifiedAt)}"`;

async function* piece(
  files: FileSource,
  path: string,
  range: ByteRange,
): AsyncGenerator<Uint8Array, void, void> {
  for (let start = range.start; start < range.end; start += ONE_READ) {
    yield await files.read(path, start, Math.min(range.end, start + ONE_READ));
  }
}

/** Reads the first chunk before the headers go out, so that a fault at opening has a status of its own. */
async function started(stream: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = stream[Symbol.asyncIterator]();
  let first: IteratorResult<Uint8Array> | null = await iterator.next();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const result = first ?? (await iterator.next());
        first = null;
        return result;
      },
      return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
    }),
  };
}

async function content(files: FileSource, path: string, request: FileRequest): Promise<Answer> {
  const entry = await files.stat(path);
  const tag = tagOf(entry);
  const headers = { 'Content-Type': 'application/octet-stream', 'Accept-Ranges': 'bytes', ETag: tag };
  const wanted = request.header('if-match');
  if (wanted !== null && wanted !== tag) {
    throw new LeadlensError({
      kind: 'input',
      code: 'file_changed',
      message: `${path} changed while it was read.`,
      hint: 'Wait until the program that writes the file is done, then run again.',
      file: path,
    });
  }
  const ifRange = request.header('if-range');
  const range = parseByteRange(
    ifRange === null || ifRange === tag ? request.header('range') : null,
    entry.bytes,
  );
  if (range === 'unsatisfiable') {
    return answer(
      416,
      { ...headers, 'Content-Range': `bytes */${String(entry.bytes)}`, 'Content-Length': '0' },
      null,
    );
  }
  if (range === null) {
    return answer(
      200,
      { ...headers, 'Content-Length': String(entry.bytes) },
      await started(files.stream(path, request.signal)),
    );
  }
  const length = range.end - range.start;
  return answer(
    206,
    {
      ...headers,
      'Content-Length': String(length),
      'Content-Range': `bytes ${String(range.start)}-${String(range.end - 1)}/${String(entry.bytes)}`,
    },
    // A short piece is read before the headers go out, so that its fault has a status of its own.
    length <= ONE_READ ? await files.read(path, range.start, range.end) : piece(files, path, range),
  );
}

async function grantedFile(grants: Grants, url: URL, request: FileRequest): Promise<Answer> {
  const [, , grantId, what, ...rest] = url.pathname.split('/');
  if (grantId === undefined || what === undefined || rest.length > 0) throw notFound();
  const files = grants.filesOf(grantId);
  if (what === 'list') return jsonAnswer(200, await files.list(request.signal));
  const path = url.searchParams.get('path');
  if (path === null) throw notFound();
  switch (what) {
    case 'stat':
      return jsonAnswer(200, await files.stat(path));
    case 'sha256':
      return jsonAnswer(200, { sha256: await files.sha256(path, request.signal) });
    case 'content':
      return content(files, path, request);
    default:
      throw notFound();
  }
}

async function staticFile(files: StaticFiles, url: URL): Promise<Answer> {
  const file = files.get(url.pathname);
  if (!file) throw notFound();
  const bytes = await file.read();
  return answer(200, { 'Content-Type': file.type, 'Content-Length': String(bytes.length) }, bytes);
}

/** Lets go of a stream that nobody will read. */
async function discard(body: Answer['body']): Promise<void> {
  if (body !== null && !(body instanceof Uint8Array)) await body[Symbol.asyncIterator]().return?.();
}

/**
 * Answers GET and HEAD for the built page and, under `/files/`, for the files of granted folders, with the same
 * headers for every answer. Never rejects: a fault is an answer with `FaultDetails`.
 */
export function createFileProtocol(options: {
  readonly grants: Grants;
  readonly staticFiles: StaticFiles;
}): FileProtocol {
  return async (request) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new LeadlensError({
          kind: 'bug',
          code: 'method_not_allowed',
          message: `Files answer to GET and HEAD, not to ${request.method}.`,
        });
      }
      if (!URL.canParse(request.url, BASE)) throw notFound();
      const url = new URL(request.url, BASE);
      const full = url.pathname.startsWith('/files/')
        ? await grantedFile(options.grants, url, request)
        : await staticFile(options.staticFiles, url);
      if (request.method === 'GET') return full;
      await discard(full.body);
      return { ...full, body: null };
    } catch (error) {
      const fault = faultAnswer(faultOf(error));
      return request.method === 'HEAD' ? { ...fault, body: null } : fault;
    }
  };
}
