/** A text on one line, without what controls how text runs: for names that stand in titles, on paper and in a terminal. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
