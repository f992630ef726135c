import { notify } from './notices';

const underWay = new Set<string>();

/**
 * Does one work of a kind at a time. While one is under way another is refused with a notice, and null is given.
 * @param refusal what is under way and what the reader can do
 */
export async function oneAtATime<T>(
  kind: string,
  refusal: string,
  work: () => Promise<T>,
): Promise<T | null> {
  if (underWay.has(kind)) {
    notify({ kind, text: refusal });
    return null;
  }
  underWay.add(kind);
  try {
    return await work();
  } finally {
    underWay.delete(kind);
  }
}
