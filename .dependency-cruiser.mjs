/**
 * Who may import whom, room by room: the table of ARCHITECTURE.md as a rule that fails the build.
 * A room is the folder its files lie in. What a row does not list, the room may not import.
 */

/** The stages in the order in which they run. A stage imports models of earlier ones only. */
export const STAGES = [
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
];

/** What only the bundler resolves: assets by address, and the alias in electron.vite.config.ts. */
const BUNDLER = ['[?]url$', '^duckdb-browser-blocking$'];

/** npm packages, by where they are installed. */
const npm = (/** @type {string[]} */ ...names) => names.map((name) => `(^|/)node_modules/(@types/)?${name}/`);

const shared = ['^shared/'];
const domain = ['^shared/domain/'];
const contract = ['^shared/contract/'];
const rpc = ['^shared/rpc/'];
const ports = ['^shared/ports/'];
const charts = ['^shared/charts/'];
const services = ['^electron/services/'];
const profiles = ['^resources/profiles/(kinds/)?[^/]+[.]json$'];
/** Models, and the tables that steps fill (`src-*.ts`). */
const models = ['^shared/stages/.+[.]model[.]ts$', '^shared/stages/.+/src-[^/]+[.]ts$'];
/** The profiles of the sources, validated, and what makes names of columns comparable. */
const sourceProfiles = ['^shared/stages/classify/(profile|header-key)[.]ts$'];
const fonts = ['^resources/fonts/[^/]+[.]ttf$'];
/** Where the version stands. */
const manifest = ['^package[.]json$'];
const styles = ['^renderer/.*[.]css$', '^renderer/styles/'];
const react = npm('react', 'react-dom');
const kit = npm('@mantine/[^/]+', '@tabler/icons-react', '@floating-ui/dom');
const duckdb = npm('@duckdb/duckdb-wasm', 'apache-arrow');
/** Need not be there: see the rule below. */
const nativeDuckdb = npm('@duckdb/node-api');
/** Needed only where files come from a server: see the rule below. */
const ssh = npm('ssh2');
const parquet = npm('hyparquet', 'hyparquet-compressors', 'hyparquet-writer', 'crc-32');

/**
 * @typedef {object} Room
 * @property {string} name
 * @property {string} files     which files are in it
 * @property {string[]} may     what they may import
 * @property {string[]} [types] what they may import as types only
 * @property {boolean} [node]   whether they may import Node's own modules
 */

/** @type {Room[]} */
export const ROOMS = [
  { name: 'shared/domain', files: '^shared/domain/', may: domain },
  { name: 'shared/contract', files: '^shared/contract/', may: [...contract, ...domain, ...npm('zod')] },
  { name: 'shared/rpc', files: '^shared/rpc/', may: [...rpc, ...contract, ...domain], types: ports },
  { name: 'shared/ports', files: '^shared/ports/', may: [...ports, ...domain], types: contract },
  {
    name: 'shared/sql',
    files: '^shared/sql/',
    // A digest that is there at once: what is asked of the database next waits for none.
    may: ['^shared/sql/', ...domain, ...npm('@noble/hashes')],
    types: [...contract, ...ports],
  },
  {
    name: 'shared/charts',
    files: '^shared/charts/',
    may: [...charts, ...domain, ...npm('echarts')],
    types: contract,
  },
  ...STAGES.map((stage, index) => ({
    name: `shared/stages/${stage}`,
    files: `^shared/stages/${stage}/`,
    may: [
      `^shared/stages/${stage}/`,
      ...STAGES.slice(0, index).flatMap((earlier) => [
        `^shared/stages/${earlier}/.+[.]model[.]ts$`,
        `^shared/stages/${earlier}/src-[^/]+[.]ts$`,
        `^shared/stages/${earlier}/.+/src-[^/]+[.]ts$`,
        `^shared/stages/${earlier}/${earlier}-parameters[.]ts$`,
      ]),
      ...(index > STAGES.indexOf('classify') ? sourceProfiles : []),
      '^shared/sql/',
      ...ports,
      ...domain,
      ...contract,
      ...profiles,
      ...npm('zod'),
      // What the build knows of `import.meta.glob`.
      ...(stage === 'classify' ? ['(^|/)node_modules/vite/types/importMeta[.]d[.]ts$'] : []),
      ...(stage === 'match' ? npm('libphonenumber-js', '@noble/hashes') : []),
      ...(stage === 'attribute' ? npm('@date-fns/tz') : []),
      ...(stage === 'report' ? [...charts, ...npm('echarts', 'pdfmake', 'write-excel-file')] : []),
    ],
    types: STAGES.slice(0, index).map((earlier) => `^shared/stages/${earlier}/`),
  })),
  {
    name: 'shared/stages',
    files: '^shared/stages/[^/]+$',
    may: ['^shared/stages/([a-z]+)/[a-z]+[.]stage[.]ts$'],
    types: ['^shared/sql/'],
  },
  {
    name: 'shared/queries',
    files: '^shared/queries/',
    may: [
      '^shared/queries/',
      '^shared/sql/',
      ...models,
      ...sourceProfiles,
      '^shared/stages/all-stages[.]ts$', // every relation, with where it is shown
      ...domain,
      ...contract,
    ],
    types: [...ports, '^shared/stages/'],
  },
  {
    name: 'shared/sample',
    files: '^shared/sample/',
    may: ['^shared/sample/', ...domain, ...ports, ...npm('@noble/hashes')],
  },
  {
    name: 'shared/adapters',
    files: '^shared/adapters/',
    may: [
      '^shared/adapters/',
      ...rpc,
      ...ports,
      ...domain,
      ...duckdb,
      ...parquet,
      ...npm('fflate', 'libphonenumber-js', 'saxen'),
    ],
  },
  { name: 'shared/engine', files: '^shared/engine/', may: [...shared, ...profiles, ...npm('fflate')] },
  {
    name: 'renderer/worker',
    files: '^renderer/worker/',
    may: [
      '^renderer/worker/',
      ...shared,
      ...duckdb,
      ...parquet,
      ...fonts,
      '^renderer/host/(page-pictures-methods|worker-port)[.]ts$',
      ...npm('unpdf'),
    ],
  },
  {
    name: 'renderer/host',
    files: '^renderer/host/',
    may: ['^renderer/host/', ...contract, ...rpc, ...domain, ...charts],
    types: ports,
  },
  {
    name: 'renderer/state',
    files: '^renderer/state/',
    may: ['^renderer/state/', ...contract, ...rpc, ...domain, ...charts, ...npm('zustand', 'react')],
    types: ['^renderer/host/'],
  },
  {
    name: 'renderer/ui',
    files: '^renderer/ui/',
    may: [
      '^renderer/ui/',
      ...contract,
      ...rpc,
      ...domain,
      ...charts,
      ...styles,
      ...react,
      ...kit,
      ...npm('ag-grid-community', 'echarts', '@codemirror/[^/]+', '@lezer/highlight'),
    ],
  },
  {
    name: 'renderer/features',
    files: '^renderer/features/',
    may: [
      '^renderer/(features|ui|state|host)/',
      // The page of the program that says how to export.
      '^docs/sources[.]md$',
      ...npm('marked'),
      ...contract,
      ...rpc,
      ...domain,
      ...charts,
      ...styles,
      ...react,
      ...kit,
    ],
  },
  {
    name: 'renderer',
    files: '^renderer/[^/]+$',
    may: [
      '^renderer/(?!worker/)',
      ...contract,
      ...rpc,
      ...domain,
      ...charts,
      ...react,
      ...kit,
      ...npm('@fontsource-variable/[^/]+'),
    ],
  },
  { name: 'renderer/styles', files: '^renderer/styles/', may: ['^renderer/styles/', ...kit] },
  {
    name: 'electron/services',
    files: '^electron/services/',
    may: [
      ...services,
      ...contract,
      ...domain,
      ...ports,
      ...manifest,
      ...ssh,
      ...npm('chokidar', 'write-file-atomic', 'zod', 'csv-parse', 'csv-stringify'),
    ],
    node: true,
  },
  {
    name: 'electron/headless',
    files: '^electron/headless/',
    may: [
      '^electron/headless/',
      ...services,
      ...shared,
      ...duckdb,
      ...nativeDuckdb,
      ...parquet,
      ...npm('commander', 'open'),
    ],
    node: true,
  },
  {
    name: 'electron/launch',
    files: '^electron/launch/',
    may: ['^electron/launch/'],
    types: npm('vite'),
    node: true,
  },
  {
    name: 'electron',
    files: '^electron/[^/]+$',
    may: ['^electron/[^/]+$', ...services, ...contract, ...domain, ...npm('electron')],
    node: true,
  },
];

/** @param {Room} room */
const rulesOf = ({ name, files, may, types = [], node = false }) => [
  {
    name: `room ${name}`,
    severity: 'error',
    from: { path: files },
    to: {
      pathNot: [...may, ...types],
      couldNotResolve: false,
      ...(node ? { dependencyTypesNot: ['core'] } : {}),
    },
  },
  ...(types.length === 0
    ? []
    : [
        {
          name: `room ${name}, types only`,
          severity: 'error',
          from: { path: files },
          to: { path: types, pathNot: may, dependencyTypesNot: ['type-only'] },
        },
      ]),
];

export default {
  forbidden: [
    { name: 'no circular imports', severity: 'error', from: {}, to: { circular: true } },
    { name: 'imports resolve', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: BUNDLER } },
    {
      name: 'the program does not import its tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'what is optional is loaded when it is asked for',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: nativeDuckdb, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what reaches a server is loaded when somebody has set one',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: ssh, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the plain reading of the definitions shares no code with the program',
      severity: 'error',
      from: { path: '^test/support/plain/' },
      to: { path: '^(shared|electron|renderer)/', dependencyTypesNot: ['type-only'] },
    },
    ...ROOMS.flatMap(rulesOf),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^out/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
