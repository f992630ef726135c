import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import { ParquetDamage } from './damage';

/** A struct of Thrift's compact protocol, its fields by number; whoever asks for one says of which kind it must be. */
export class Struct {
  readonly #fields: Readonly<Record<string, unknown>>;
  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields;
  }

  #of<T>(field: number, isKind: (value: unknown) => value is T): T | null {
    const value = this.#fields[`field_${String(field)}`];
    if (value === undefined) return null;
    if (!isKind(value)) throw new ParquetDamage('its description is damaged: a field is of another kind');
    return value;
  }

  has(field: number): boolean {
    return this.#fields[`field_${String(field)}`] !== undefined;
  }

  /** Whole numbers of any width; null where the field is not there. */
  int(field: number): number | null {
    const value = this.#of(
      field,
      (v): v is number | bigint => typeof v === 'number' || typeof v === 'bigint',
    );
    if (value === null) return null;
    if (!Number.isSafeInteger(Number(value)))
      throw new ParquetDamage('its description is damaged: a number in it is none');
    return Number(value);
  }

  /** A whole number that must be there and not be below nothing. */
  count(field: number): number {
    const value = this.int(field);
    if (value === null || value < 0)
      throw new ParquetDamage('its description is damaged: a count is missing or below zero');
    return value;
  }

  flag(field: number): boolean | null {
    return this.#of(field, (v): v is boolean => typeof v === 'boolean');
  }

  text(field: number): string | null {
    const bytes = this.#of(field, (v) => v instanceof Uint8Array);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  }

  struct(field: number): Struct | null {
    const fields = this.#of(field, isFields);
    return fields === null ? null : new Struct(fields);
  }

  texts(field: number): readonly string[] {
    const values = this.#of(field, Array.isArray) ?? [];
    return values.map((value: unknown) => {
      if (!(value instanceof Uint8Array)) throw new ParquetDamage('its description is damaged: no text');
      return new TextDecoder().decode(value);
    });
  }

  structs(field: number): readonly Struct[] {
    const values = this.#of(field, Array.isArray) ?? [];
    return values.map((value: unknown) => {
      if (!isFields(value)) throw new ParquetDamage('its description is damaged: an entry is missing');
      return new Struct(value);
    });
  }

  /** The number of the first field that is there, for unions; null where there is none. */
  get which(): number | null {
    const [name] = Object.keys(this.#fields);
    return name === undefined ? null : Number(name.slice('field_'.length));
  }
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/**
 * Reads one struct, and how many bytes it took.
 * @throws RangeError or Error where the bytes end before it does, or are none
 */
export function readStruct(bytes: Uint8Array): { readonly struct: Struct; readonly length: number } {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const fields = deserializeTCompactProtocol(reader);
  return { struct: new Struct(fields), length: reader.offset };
}
