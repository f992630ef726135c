import type { HashAlgorithm } from '../../sql/key-verbs';

/** What a key is: the digest of an algorithm, told by its length, or the value itself. */
export type Form = HashAlgorithm | 'raw';

/** As findings name them. */
export const FORM_NAMES: Readonly<Record<Form, string>> = {
  md5: 'MD5 (32 hex digits)',
  sha1: 'SHA-1 (40 hex digits)',
  sha256: 'SHA-256 (64 hex digits)',
  raw: 'raw values',
};

/** The forms of a side's keys, the commonest first. */
export type FormCounts = readonly { readonly form: Form; readonly keys: number }[];

/** A form other than the others' is a slip below this share of a side's keys, and decides nothing. */
const LEAST_SHARE = 0.02;

const ample = (counts: FormCounts): readonly Form[] => {
  const all = counts.reduce((sum, { keys }) => sum + keys, 0);
  return counts.filter(({ keys }) => keys >= LEAST_SHARE * all).map(({ form }) => form);
};

/** The forms by which two sides are compared: a hash that both have, where there is any, else the commonest of each. */
export function comparedForms(
  delivered: FormCounts,
  crm: FormCounts,
): { readonly delivered: Form | null; readonly crm: Form | null } {
  const common = ample(delivered).find((form) => form !== 'raw' && ample(crm).includes(form));
  return common === undefined
    ? { delivered: delivered[0]?.form ?? null, crm: crm[0]?.form ?? null }
    : { delivered: common, crm: common };
}
