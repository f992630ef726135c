import type { Decided } from '../domain/decided';
import type { Finding } from '../domain/finding';
import type { StageName } from '../domain/source';
import type { ProjectSettings } from '../contract/project';
import type { Progress } from '../contract/run';
import type { FileSource } from '../ports/file-source';
import type { Parquet } from '../ports/parquet';
import { withParameters, type AnyRelation, type ModelSpec, type TableSpec } from './model';
import type { Relation } from './sql';
import type { Workspace } from './workspace';

/** The two questions. What belongs to neither runs for every folder. */
export type Question = 'leadQuality' | 'revenue';

/** What a project says of itself: its settings, and what is decided. */
export interface ProjectSays {
  readonly settings: ProjectSettings;
  readonly decided: Decided;
}

/** Something that models and steps take and that is no table: a setting, or what a step found out. */
export interface Parameter<T = unknown> {
  readonly kind: 'parameter';
  readonly name: string;
  readonly description: string;
  /** From what the project says; null where a step gives it. */
  readonly of: ((project: ProjectSays) => T) | null;
}

/** What a step works with. */
export interface StepContext {
  readonly workspace: Workspace;
  /** The folder's files. */
  readonly source: FileSource;
  readonly parquet: Parquet;
  readonly settings: ProjectSettings;
  readonly signal: AbortSignal;
  /** @throws LeadlensError `cancelled` when nobody waits for the run any more */
  readonly progress: (progress: Progress) => void;
  /** @throws LeadlensError of kind `bug` where no step has given it */
  readonly get: <T>(parameter: Parameter<T>) => T;
  readonly give: <T>(parameter: Parameter<T>, value: T) => void;
  readonly found: (findings: readonly Finding[]) => void;
  /** What `make` makes in the first run, kept from run to run. */
  readonly kept: <T>(make: (workspace: Workspace) => T) => T;
}

/** How big what a step gives can be: as the records, as the groups among them, or the same for every folder. */
export type ResultSize = 'rows' | 'groups' | 'constant';

/** What SQL cannot do, or what must look at tables before others can be built. */
export interface StepSpec {
  readonly kind: 'step';
  readonly name: string;
  /** What it does, in words. */
  readonly title: string;
  readonly reads: readonly Relation[];
  readonly writes: readonly TableSpec[];
  /** Models that it builds itself, since it decides their parameters or needs their rows at once. */
  readonly builds: readonly ModelSpec[];
  readonly takes: readonly Parameter[];
  readonly gives: readonly Parameter[];
  readonly size: ResultSize;
  /** Steps that must be done although nothing of theirs is read. */
  readonly after: readonly StepSpec[];
  /** Where it belongs to a question although its stage is for every folder. */
  readonly question: Question | null;
  /** Whether people are told of it while it runs; not where it tells of its files. */
  readonly isTold: boolean;
  readonly run: (context: StepContext) => Promise<void>;
}

/** A model of a stage, with the parameter that it takes, if any. */
export interface StageModel {
  readonly kind: 'model';
  readonly model: ModelSpec;
  readonly takes: Parameter | null;
  /** The model with what it takes. */
  readonly bind: (get: <T>(parameter: Parameter<T>) => T) => ModelSpec<void>;
}

export interface StageSpec {
  readonly name: StageName;
  readonly title: string;
  readonly question: Question | null;
  readonly parameters: readonly Parameter[];
  readonly models: readonly StageModel[];
  /** Models that steps of the stage build themselves. */
  readonly built: readonly ModelSpec[];
  readonly steps: readonly StepSpec[];
  /** Steps that judge the stage's tables. */
  readonly findings: readonly StepSpec[];
}

/** A setting or decisions that models or steps take. */
export const settingOf = <T>(
  name: string,
  description: string,
  of: (project: ProjectSays) => T,
): Parameter<T> => ({ kind: 'parameter', name, description, of });

/** What a step finds out for others. */
export const givenByStep = <T>(name: string, description: string): Parameter<T> => ({
  kind: 'parameter',
  name,
  description,
  of: null,
});

type Given<T> = Partial<T> & Pick<StepSpec, 'name' | 'title' | 'run'>;

export const defineStep = (spec: Given<StepSpec> & Pick<StepSpec, 'size'>): StepSpec => ({
  kind: 'step',
  reads: [],
  writes: [],
  builds: [],
  takes: [],
  gives: [],
  after: [],
  question: null,
  isTold: false,
  ...spec,
});

/** A step that looks at tables and says what it found. */
export const defineFindings = ({
  find,
  ...spec
}: Partial<StepSpec> &
  Pick<StepSpec, 'name' | 'title'> & {
    readonly find: (context: StepContext) => readonly Finding[] | Promise<readonly Finding[]>;
  }): StepSpec =>
  defineStep({ size: 'groups', ...spec, run: async (context) => context.found(await find(context)) });

/** A model that takes what `parameter` is at the time. */
export const taking = <P>(model: ModelSpec<P>, parameter: Parameter<P>): StageModel => ({
  kind: 'model',
  model,
  takes: parameter,
  bind: (get) => withParameters(model, get(parameter)),
});

const isStageModel = (model: ModelSpec<void> | StageModel): model is StageModel => model.kind === 'model';

const asStageModel = (model: ModelSpec<void> | StageModel): StageModel =>
  isStageModel(model) ? model : { kind: 'model', model, takes: null, bind: () => model };

/** A stage as a table of contents: what it takes, its models, its steps, and what it has to say. */
export function defineStage(
  spec: Pick<StageSpec, 'name' | 'title'> &
    Partial<Pick<StageSpec, 'question' | 'parameters' | 'steps' | 'findings'>> & {
      readonly models?: readonly (ModelSpec<void> | StageModel)[];
    },
): StageSpec {
  const { question = null, parameters = [], models = [], steps = [], findings = [] } = spec;
  return {
    name: spec.name,
    title: spec.title,
    question,
    parameters,
    models: models.map(asStageModel),
    built: steps.flatMap(({ builds }) => builds),
    steps,
    findings,
  };
}

/** Every relation of a stage: what its steps fill, then its models. */
export const relationsOf = ({ steps, built, models }: StageSpec): readonly AnyRelation[] => [
  ...steps.flatMap(({ writes }) => writes),
  ...built,
  ...models.map(({ model }) => model),
];
