/** A value as it is stored; bytes are a part of their page. */
export type Raw = number | bigint | boolean | Uint8Array;

/** The values of one page, one after the other, without the nulls. */
export interface RawValues {
  /** @throws ParquetDamage where there are no more */
  next(): Raw;
  /** @throws ParquetDamage where there are more than were taken */
  finish(): void;
}
