import type { SourceId } from '../../domain/source';
import {
  fieldSchema,
  KIND_ALIASES,
  type KindProfile,
  type OwnField,
  type Profile,
  type ProfileField,
  type SourceProfile,
} from './profile-schema';

/** A field as its kind has it, with what a source says in other words on top. Throws where a new field lacks something. */
function mergeField(name: string, ofKind: ProfileField | undefined, own: OwnField): ProfileField {
  const aliases = own.aliases?.flatMap((alias) =>
    alias === KIND_ALIASES ? (ofKind?.aliases ?? []) : [alias],
  );
  return fieldSchema.parse({
    ...ofKind,
    field: name,
    ...own,
    ...(aliases ? { aliases: [...new Set(aliases)] } : {}),
  });
}

/** The fields of a kind in their order, then those that only the source has. */
export const mergeFields = (
  fields: readonly ProfileField[],
  own: Readonly<Record<string, OwnField>>,
): ProfileField[] => [
  ...fields.map((field) => {
    const said = own[field.field];
    return said === undefined ? field : mergeField(field.field, field, said);
  }),
  ...Object.entries(own)
    .filter(([name]) => !fields.some(({ field }) => field === name))
    .map(([name, said]) => mergeField(name, undefined, said)),
];

/** The profile of a source: what is its own over what its kind has. */
export const mergeProfile = (source: SourceId, kind: KindProfile, own: SourceProfile): Profile => ({
  ...kind,
  source,
  title: own.title,
  description: own.description,
  quirks: own.quirks,
  layouts: own.layouts,
  fields: mergeFields(kind.fields, own.fields),
  nullTokens: [...new Set([...kind.nullTokens, ...own.nullTokens])],
  dateOrder: own.dateOrder ?? kind.dateOrder,
  dateOrderInAnyLanguage: own.dateOrder ?? null,
  groups: { ...kind.groups, ...own.groups },
});
