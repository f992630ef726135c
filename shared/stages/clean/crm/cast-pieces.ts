/** Bytes of text that are cast at a time, but for a longer block: the database needs several times as much meanwhile. */
const PIECE_BYTES = 16 * 2 ** 20;
const LF = 0x0a;

/** Fresh records that are cast in one statement. */
export interface Piece {
  readonly blocks: readonly Uint8Array[];
  readonly records: number;
}

/** Each fresh record is one line, whatever it held. */
const linesOf = (block: Uint8Array): number => {
  let lines = 0;
  for (let at = block.indexOf(LF); at !== -1; at = block.indexOf(LF, at + 1)) lines++;
  return lines;
};

/** Blocks that end with a record, in their order, in pieces of at most `most` bytes; a longer block is a piece of its own. */
export function piecesOf(blocks: readonly Uint8Array[], most = PIECE_BYTES): readonly Piece[] {
  const pieces: Piece[] = [];
  let [taken, bytes]: [Uint8Array[], number] = [[], 0];
  const end = (): void => {
    if (taken.length > 0)
      pieces.push({ blocks: taken, records: taken.reduce((sum, b) => sum + linesOf(b), 0) });
    [taken, bytes] = [[], 0];
  };
  for (const block of blocks) {
    if (bytes + block.length > most) end();
    taken.push(block);
    bytes += block.length;
  }
  end();
  return pieces;
}
