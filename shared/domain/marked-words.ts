/** What is marked in a message: `names of files` between backquotes, *columns* between stars. */
export const MARKED = /`([^`]+)`|\*([^*\n]+)\*/g;

/** A message as text alone, for places that show no marks: cells, terminals. */
export const plainWords = (text: string): string =>
  text.replace(MARKED, (_, code: string | undefined, words: string | undefined) => code ?? words ?? '');
