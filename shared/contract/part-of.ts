import { z } from 'zod';

/**
 * Some fields of an object whose fields all have defaults. What is absent stays absent: it is to be left as it is.
 * Refuses what the object does not have.
 */
export function partOf<S extends Record<string, z.ZodDefault>>(
  whole: z.ZodObject<S>,
): z.ZodType<Partial<z.output<z.ZodObject<S>>>> {
  const fields = Object.entries(whole.shape).map(([name, field]) => [name, z.exactOptional(field.unwrap())]);
  return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodType<
    Partial<z.output<z.ZodObject<S>>>
  >;
}
