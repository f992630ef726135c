import fc from 'fast-check';
import type { z } from 'zod';
import { bug } from '../../shared/domain/fault';

/** What a schema of zod says of itself, as far as requests use it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly catchall?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly (string | number | boolean | null)[];
  readonly innerType?: z.core.$ZodType;
  readonly items?: readonly z.core.$ZodType[];
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly left?: z.core.$ZodType;
  readonly right?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly getter?: () => z.core.$ZodType;
}

/** Texts that break what takes text for harmless. */
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '"',
  "'; drop table x; --",
  '../../etc/passwd',
  '%00',
  '__proto__',
  'constructor',
  'toString',
  '\ud800',
  '\u202e\u2066',
  '=1+1',
  '-1',
  'NaN',
  '9'.repeat(400),
  'a'.repeat(70_000),
] as const;

const ODD_NUMBERS = [
  0,
  -0,
  -1,
  1,
  0.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e308,
  NaN,
  Infinity,
  -Infinity,
] as const;

/**
 * Requests that look like those of a schema: mostly of its form, with texts that mean something to who is asked among
 * odd ones, now and then with a part that is something else. Many are refused by the schema, and shall be.
 * @param known texts that mean something: names of tables, columns, ids
 */
export function arbitraryRequest(schema: z.core.$ZodType, known: readonly string[]): fc.Arbitrary<unknown> {
  const text = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  const number = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: -2, max: 200 }) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
    { weight: 1, arbitrary: fc.double() },
  );
  const anything = fc.anything({ withBigInt: true, withDate: true, withTypedArray: true });

  const given = (part: z.core.$ZodType | undefined, depth: number): fc.Arbitrary<unknown> => {
    if (!part) return anything;
    const rightful = ofForm(part, depth);
    return fc.oneof({ weight: 40, arbitrary: rightful }, { weight: 1, arbitrary: anything });
  };

  const ofForm = (part: z.core.$ZodType, depth: number): fc.Arbitrary<unknown> => {
    const form = part._zod.def as unknown as Definition;
    const inside = (of: z.core.$ZodType | undefined): fc.Arbitrary<unknown> => given(of, depth + 1);
    switch (form.type) {
      case 'object':
        return fc.record(
          Object.fromEntries(Object.entries(form.shape ?? {}).map(([key, value]) => [key, inside(value)])),
        );
      case 'array':
        return fc.array(inside(form.element), { maxLength: depth > 3 ? 1 : 3 });
      case 'tuple':
        return fc.tuple(...(form.items ?? []).map(inside));
      case 'record':
        return fc.dictionary(text, inside(form.valueType), { maxKeys: 3 });
      case 'union':
        return fc.oneof(...(form.options ?? []).map(inside));
      case 'intersection':
        return fc
          .tuple(inside(form.left), inside(form.right))
          .map(([left, right]) => Object.assign({}, left, right) as unknown);
      case 'enum':
        return fc.constantFrom(...Object.values(form.entries ?? {}));
      case 'literal':
        return fc.constantFrom(...(form.values ?? []));
      case 'nullable':
        return fc.oneof(
          { weight: 3, arbitrary: inside(form.innerType) },
          { weight: 1, arbitrary: fc.constant(null) },
        );
      case 'optional':
      case 'default':
      case 'prefault':
        return fc.oneof(
          { weight: 2, arbitrary: inside(form.innerType) },
          { weight: 1, arbitrary: fc.constant(undefined) },
        );
      case 'readonly':
      case 'catch':
      case 'nonoptional':
        return inside(form.innerType);
      case 'pipe':
        return inside(form.in);
      case 'lazy':
        return inside(form.getter?.());
      case 'string':
      case 'template_literal':
        return fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: fc.uuid() });
      case 'number':
      case 'int':
        return number;
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'undefined':
        return fc.constant(undefined);
      case 'unknown':
      case 'any':
      case 'custom':
      case 'transform':
        return fc.oneof(text, number, anything);
      default:
        throw bug(`No request of a schema of the kind ${form.type} is made yet.`);
    }
  };
  return given(schema, 0);
}

/** Every text within a value, of at most 200 characters. */
export function textsWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length <= 200 ? [value] : [];
  if (ArrayBuffer.isView(value) || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsWithin);
}
