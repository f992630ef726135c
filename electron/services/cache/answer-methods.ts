import { randomUUID } from 'node:crypto';
import type { HostAnswers, HostRequest } from '../../../shared/contract/host';
import { locationOf, type Grants } from '../grants';
import { AnswerFiles, MOST_BYTES } from './answer-files';
import { answersFolder } from './answer-names';
import { KeptAnswer } from './kept-answer';

type Names = 'keptAnswer' | 'keepAnswer' | 'cacheSize' | 'clearCache';

/** Runs whose outcome may still come: windows have one each. */
const MOST_TICKETS = 20;

/**
 * The host methods of the answers that pages keep. A page computes by itself: it says of which build it is.
 * @param options.cache folder of the cache
 */
export function createAnswerMethods(options: {
  readonly cache: string;
  readonly grants: Grants;
  readonly warn: (message: string) => void;
}): { readonly [M in Names]: (request: HostRequest<M>) => Promise<HostAnswers[M]> } {
  const { cache, grants, warn } = options;
  const files = new AnswerFiles(cache);
  const tickets = new Map<string, KeptAnswer>();
  return {
    async keptAnswer({ grantId, settings, decisions, build, mayRead }) {
      const kept = await KeptAnswer.open({
        files,
        code: () => Promise.resolve(build),
        question: { folder: grants.pathOf(grantId), settings, decisions, computedBy: 'page' },
        warn,
        signal: new AbortController().signal,
        mayRead,
      });
      if (kept === null) return { ticket: null, answer: null };
      const ticket = randomUUID();
      tickets.set(ticket, kept);
      for (const old of [...tickets.keys()].slice(0, -MOST_TICKETS)) tickets.delete(old);
      return { ticket, answer: kept.answer };
    },
    async keepAnswer({ ticket, outcome }) {
      const kept = tickets.get(ticket);
      tickets.delete(ticket);
      return (await kept?.keep(outcome)) ?? false;
    },
    async cacheSize() {
      return { place: locationOf(answersFolder(cache)), mostBytes: MOST_BYTES, ...(await files.size()) };
    },
    async clearCache() {
      await files.clear();
      return null;
    },
  };
}
