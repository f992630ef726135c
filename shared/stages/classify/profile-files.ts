/// <reference types="vite/types/importMeta.d.ts" />

const FILES = import.meta.glob<unknown>('../../../resources/profiles/*.json', {
  eager: true,
  import: 'default',
});

/** What is written of each source, by its name: the content of `resources/profiles/NAME.json`. */
export const PROFILE_FILES: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(FILES).map(([path, content]) => [path.replace(/^.*\/|\.json$/g, ''), content]),
);
