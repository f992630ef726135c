import { SOURCES, type RegisteredSource, type SourceKind } from './source-registry';

/** The name of a source: a line of the registry. */
export type SourceId = keyof typeof SOURCES;

const ENTRIES = Object.entries<RegisteredSource>(SOURCES) as readonly (readonly [
  SourceId,
  RegisteredSource,
])[];

/** All sources in the order of the registry. */
export const SOURCE_IDS: readonly SourceId[] = ENTRIES.map(([source]) => source);

/** The source that a text names; null where it names none. */
export const sourceOf = (text: unknown): SourceId | null =>
  SOURCE_IDS.find((source) => source === text) ?? null;

export const kindOf = (source: SourceId): SourceKind => SOURCES[source].kind;

/** The sources of these kinds, in the order of the registry. */
export const sourcesOf = (...kinds: readonly SourceKind[]): readonly SourceId[] =>
  ENTRIES.flatMap(([source, { kind }]) => (kinds.includes(kind) ? [source] : []));

/** The service of a source as it stands in tables and `summary.json`; the source itself where it has none. */
export const platformOf = (source: SourceId): string =>
  (SOURCES[source] as RegisteredSource).platform ?? source;

/** The service of a source by its name. */
export const serviceName = (source: SourceId): string => SOURCES[source].name;

/** The service of a source by its name; the text itself where no source has it. */
export function nameOfSource(text: string): string {
  const source = sourceOf(text);
  return source === null ? text : serviceName(source);
}

/** The ad platforms in the order in which they are shown. */
export const AD_PLATFORMS: readonly string[] = sourcesOf('ads').map(platformOf);

/** An ad platform by its name; the text itself where none has it. */
export function platformTitle(platform: string): string {
  const source = sourcesOf('ads').find((ads) => platformOf(ads) === platform);
  return source === undefined ? platform : `${serviceName(source)} Ads`;
}

/** Names in a sentence: `A, B and C`. @param word stands before the last */
export const inWords = (names: readonly string[], word: 'and' | 'or'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`;

/** That no service of a kind has something: `neither HubSpot nor Intercom`; `none of A, B and C` where there are more. */
export function noneInWords(kind: SourceKind): string {
  const names = sourcesOf(kind).map(serviceName);
  return names.length === 2 ? `neither ${names.join(' nor ')}` : `none of ${inWords(names, 'and')}`;
}

/** In which order the sources of a kind are believed: `GA4 before Segment before Mixpanel`. */
export const beliefInWords = (kind: SourceKind): string => sourcesOf(kind).map(serviceName).join(' before ');

/** The services of a kind in a sentence: `GA4, Segment or Mixpanel`. */
export const servicesInWords = (kind: SourceKind, word: 'and' | 'or'): string =>
  inWords(sourcesOf(kind).map(serviceName), word);

/** The ten stages in the order of the work. */
export const STAGE_NAMES = [
  'discover',
  'classify',
  'clean',
  'dedup',
  'match',
  'decide',
  'model',
  'measure',
  'attribute',
  'report',
] as const;

export type StageName = (typeof STAGE_NAMES)[number];
