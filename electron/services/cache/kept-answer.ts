import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ProjectSettings } from '../../../shared/contract/project';
import type { RunOutcome } from '../../../shared/contract/run';
import type { Decision } from '../../../shared/domain/decision-state';
import { LeadlensError } from '../../../shared/domain/fault';
import type { FromServer } from '../../../shared/ports/file-source';
import { isNotThere, type AnswerFiles } from './answer-files';
import { answerName } from './answer-names';
import type { FileMark } from './file-marks';
import { digestsOf, isUntouched, lookAt, type Digests, type FolderState } from './folder-state';

/** All that the numbers of a folder depend on beside its files. */
export interface Question {
  readonly folder: string;
  readonly settings: ProjectSettings;
  readonly decisions: readonly Decision[];
  /** Each keeps its own: the same sources are two programs. */
  readonly computedBy: 'command line' | 'page';
}

const keptFile = z.object({
  path: z.string(),
  bytes: z.number(),
  mark: z.string(),
  isSettled: z.boolean(),
  sha256: z.string(),
});

const unreadableEntry = z.object({
  path: z.string(),
  reason: z.string(),
  isFolder: z.boolean().exactOptional(),
});

const keptAnswer = z.object({
  /** See `codeDigest`. */
  code: z.string(),
  question: z.string(),
  files: z.array(keptFile),
  unreadable: z.array(unreadableEntry),
  /** What was known of the server that the files come from. */
  fromServer: z.custom<FromServer | null>((value) => typeof value === 'object'),
  /** What the same code wrote: the digest of the file and that of the code vouch for its shape. */
  outcome: z.custom<RunOutcome>((value) => typeof value === 'object' && value !== null),
});

type KeptFile = z.infer<typeof keptFile>;
type Kept = z.infer<typeof keptAnswer>;

export interface KeptAnswerOptions {
  readonly files: AnswerFiles;
  /** Digest of the program that computes; null where it cannot be known: then nothing is kept, and nothing is taken. */
  readonly code: () => Promise<string | null>;
  readonly question: Question;
  /** Is told in one sentence of an answer that cannot be used. */
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal;
  /** Whether files may be read whose marks prove nothing: that can take long. Else nothing is kept of them. */
  readonly mayRead?: boolean;
  /** See `markFile`; as on every machine where not given. */
  readonly restsAfterMs?: number;
}

/** How the reader looks at the data is no part of it: that changes with every query that is tried. */
function questionDigest(realPath: string, { settings, decisions, computedBy }: Question): string {
  const asked = { ...settings, explore: null, queries: null, server: null };
  return createHash('sha256')
    .update(JSON.stringify([realPath, asked, decisions, computedBy]))
    .digest('hex');
}

const look = ({ question, signal, restsAfterMs }: KeptAnswerOptions): Promise<FolderState> =>
  lookAt(question.folder, signal, restsAfterMs);

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * The kept answer to one question: found where nothing that it depends on has changed, kept where nothing changed while it
 * was computed. docs/adr/0016 says why neither can be wrong.
 */
export class KeptAnswer {
  readonly #options: KeptAnswerOptions;
  readonly #code: string;
  readonly #name: string;
  readonly #question: string;
  readonly #before: FolderState;
  /** Of the files whose marks do not show each change: what was in them before the run. */
  readonly #digestsBefore: Digests;
  /** Null: it must be computed. */
  readonly answer: RunOutcome | null;

  private constructor(
    options: KeptAnswerOptions,
    code: string,
    before: FolderState,
    found: { readonly answer: RunOutcome | null; readonly digests: Digests },
  ) {
    this.#options = options;
    this.#code = code;
    this.#question = questionDigest(before.realPath, options.question);
    this.#name = answerName(before.realPath, this.#question);
    this.#before = before;
    this.#digestsBefore = found.digests;
    this.answer = found.answer;
  }

  /**
   * Looks for the answer, before anything is computed.
   * @returns null where nothing can be kept
   * @throws LeadlensError `cancelled`; as reading the folder does
   */
  static async open(options: KeptAnswerOptions): Promise<KeptAnswer | null> {
    const { files, question, signal, warn, mayRead = true } = options;
    const [code, state] = await Promise.all([options.code(), look(options)]);
    const unsettled = state.files.filter(({ isSettled }) => !isSettled);
    if (code === null || (!mayRead && unsettled.length > 0)) return null;
    const digest = questionDigest(state.realPath, question);
    const name = answerName(state.realPath, digest);
    const read = await files.read(name);
    const kept = read.state === 'sound' ? keptAnswer.safeParse(read.value).data : undefined;
    if (read.state === 'damaged' || (read.state === 'sound' && kept?.question !== digest))
      warn('The kept answer is damaged and is not used: the numbers are computed anew.');
    else if (read.state === 'other_format' || (kept && kept.code !== code))
      warn('The kept answer is of another build of Leadlens: the numbers are computed anew.');
    else if (kept && mayBeTheSame(kept, state)) {
      const digests = await digestsNow(kept, state, signal);
      if (kept.files.every(({ path, sha256 }) => digests.get(path) === sha256)) {
        await refresh(files, name, kept, state);
        return new KeptAnswer(options, code, state, { answer: kept.outcome, digests });
      }
    }
    const digests = await digestsOf(state, unsettled, signal);
    return new KeptAnswer(options, code, state, { answer: null, digests });
  }

  /**
   * Keeps an answer that was computed since `open`, where nothing changed since.
   * @returns whether it is kept
   * @throws as reading the folder and writing the cache do; not where files went away, or their folder did
   */
  async keep(outcome: RunOutcome): Promise<boolean> {
    const json = await this.#textOf(outcome).catch((error: unknown) => {
      if (isNotThere(error) || (error instanceof LeadlensError && isNotThere(error.cause))) return null;
      throw error;
    });
    if (json === null) return false;
    await this.#options.files.write(this.#name, json);
    return true;
  }

  /** What is kept; null where the folder changed since `open`. */
  async #textOf(outcome: RunOutcome): Promise<string | null> {
    const after = await look(this.#options);
    if (!isUntouched(this.#before, after)) return null;
    const kept = await this.#filesOf(outcome, after);
    if (kept === null) return null;
    // Once more: what was read just now is what was there all the time.
    const [code, atLast] = await Promise.all([this.#options.code(), look(this.#options)]);
    if (code !== this.#code || !isUntouched(after, atLast)) return null;
    const value: Kept = {
      code,
      question: this.#question,
      files: kept,
      unreadable: [...after.unreadable],
      fromServer: after.fromServer,
      outcome,
    };
    const json = JSON.stringify(value);
    // What JSON would change is not kept: the answer read back is the answer.
    return isDeepStrictEqual((JSON.parse(json) as Kept).outcome, outcome) ? json : null;
  }

  /** The files with their digests; null where the run cannot have seen what is in them now. */
  async #filesOf(outcome: RunOutcome, after: FolderState): Promise<KeptFile[] | null> {
    const seen = new Map(outcome.files.map(({ file, sha256 }) => [file, sha256]));
    const wasSeen = (path: string): boolean => SHA256.test(seen.get(path) ?? '');
    const wasRead = this.#digestsBefore;
    const unknown = after.files.filter(
      ({ path, isSettled }) => !isSettled || wasRead.has(path) || !wasSeen(path),
    );
    const digests = await digestsOf(after, unknown, this.#options.signal);
    const kept: KeptFile[] = [];
    for (const file of after.files) {
      const { path } = file;
      const now = digests.get(path);
      const told = wasSeen(path) ? seen.get(path) : undefined;
      const sha256 = now ?? told;
      if (sha256 === undefined || (told !== undefined && told !== sha256)) return null;
      if (wasRead.has(path) && wasRead.get(path) !== sha256) return null;
      kept.push({ ...file, sha256 });
    }
    return kept;
  }
}

/** Whether a folder has the files of an answer, each as long as it was. */
const mayBeTheSame = (kept: Kept, state: FolderState): boolean =>
  isDeepStrictEqual(
    kept.files.map(({ path, bytes }) => [path, bytes]),
    state.files.map(({ path, bytes }) => [path, bytes]),
  ) &&
  isDeepStrictEqual(kept.unreadable, [...state.unreadable]) &&
  isDeepStrictEqual(kept.fromServer, state.fromServer);

const isProved = (known: KeptFile | undefined, now: FileMark): boolean =>
  known?.isSettled === true && now.isSettled && known.mark === now.mark;

/** What is in the files: as their marks prove, else as they read. */
async function digestsNow(kept: Kept, state: FolderState, signal: AbortSignal): Promise<Digests> {
  const known = new Map(kept.files.map((file) => [file.path, file]));
  const open = state.files.filter((file) => !isProved(known.get(file.path), file));
  const proved = kept.files.map(({ path, sha256 }) => [path, sha256] as const);
  return new Map([...proved, ...(await digestsOf(state, open, signal))]);
}

/** Notes what the next look need not read, and that the answer was asked for. */
async function refresh(files: AnswerFiles, name: string, kept: Kept, state: FolderState): Promise<void> {
  const marks = new Map(state.files.map((file) => [file.path, file]));
  const isMore = kept.files.some((file) => !file.isSettled && marks.get(file.path)?.isSettled === true);
  const isOther = kept.files.some((file) => marks.get(file.path)?.mark !== file.mark);
  if (!isMore && !isOther) return files.use(name);
  const fresh = kept.files.map((file) => ({ ...file, ...marks.get(file.path) }));
  // An answer that cannot be written again is right all the same.
  await files.write(name, JSON.stringify({ ...kept, files: fresh })).catch(() => undefined);
}
