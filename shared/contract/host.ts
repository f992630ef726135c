import { z } from 'zod';
import type { DecisionRecord } from '../domain/decision';
import type { FaultDetails } from '../domain/fault';
import { decision, decisionEntry, type DecisionImport, type DecisionLogView } from './decision';
import { LOCALES } from '../domain/locales';
import type { FolderNow } from './folder-now';
import { runNumbers, type KeptRun } from './kept-run';
import { note, noteDraft, type Note } from './note';
import { partOf } from './part-of';
import { pin, type Pin } from './pin';
import { changedSettings, projectSettings, type ProjectSettings } from './project';
import { logo, type Logo } from './report-head';
import type { RunOutcome } from './run';
import { serverRequests, type ServerAnswers, type ServerFetched } from './server-files';

/** A folder that the user granted; the renderer never sees more of its path than `location`. */
export interface FolderGrant {
  readonly grantId: string;
  readonly name: string;
  /** Where it is, for people to read. */
  readonly location: string;
}

export interface RecentFolder {
  readonly id: string;
  readonly name: string;
  /** What the reader calls its project, and for whom it is; empty where nothing was said. */
  readonly project: string;
  readonly client: string;
  readonly location: string;
  /** ISO time of the last opening. */
  readonly openedAt: string;
  readonly exists: boolean;
}

/** Where settings, decisions and backups of an open folder are kept. */
export interface ProjectLocation {
  readonly name: string;
  /** For people to read. */
  readonly location: string;
  readonly kind: 'app' | 'beside' | 'elsewhere';
  readonly canChoose: boolean;
}

/** A project that lies by data that are opened, before anybody has said whether it is to be used with them. */
export interface BesideView {
  readonly name: string;
  /** For people to read. */
  readonly location: string;
  /** Decisions that stand in it, and who gave them. */
  readonly decisions: number;
  readonly reviewers: readonly string[];
  /** Settings that differ from those of a new project. */
  readonly changedSettings: number;
  /** Why it cannot be used, or not be read as a whole; null where it can. */
  readonly trouble: string | null;
  /** A project that is a link cannot be used. */
  readonly canUse: boolean;
}

export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  railFolded: z.boolean().default(false),
  /** How numbers and dates are written. */
  locale: z.enum(LOCALES).default('system'),
  /** Whether keys without Ctrl, ⌘ or Alt do something: people who speak or who hit keys by chance turn it off. */
  singleKeys: z.boolean().default(true),
  /** In whose name decisions are written; empty: the user's name on this machine. */
  reviewerName: z.string().trim().max(80).default(''),
  /** Whether what arrives in the open folder is read without being asked. */
  updateByItself: z.boolean().default(false),
  /** When the open folder is read by the clock: never, every so many hours, or at times of the day. */
  schedule: z.enum(['off', 'every', 'at']).default('off'),
  scheduleHours: z.int().min(1).max(168).default(12),
  /** `06:00,18:00` */
  scheduleTimes: z.string().max(200).default('06:00,18:00'),
  /** Whether the tour was taken or skipped. */
  tourDone: z.boolean().default(false),
});
export type Preferences = z.infer<typeof preferences>;

export interface AppInfo {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  /** Whether a folder can be picked with a dialog of the system. */
  readonly canPickFolder: boolean;
  readonly initialGrant: FolderGrant | null;
  /** How often the program was asked to open a folder: at its start, and by later starts. */
  readonly openings: number;
}

/** Arguments of every host method; checked at both doors (IPC and loopback server). */
export const hostRequests = {
  info: z.object({}),
  pickFolder: z.object({}),
  recentFolders: z.object({}),
  openRecent: z.object({ id: z.string() }),
  forgetRecent: z.object({ id: z.string() }),
  createSample: z.object({}),
  /** What is in an open folder now, which is watched from then on. `known` is the digest of what the asker knows. */
  folderNow: z.object({ grantId: z.string(), known: z.string().nullable() }),
  /** Says that the folder is not looked at any more in the window that asks. */
  leaveFolder: z.object({ grantId: z.string() }),
  loadProject: z.object({ grantId: z.string() }),
  /** Keeps the settings that are named, and leaves all others as they are on disk. */
  saveProject: z.object({ grantId: z.string(), settings: changedSettings }),
  /** The picture in the head of the report. */
  loadLogo: z.object({ grantId: z.string() }),
  /** What kind of picture it is is read from its bytes; null takes it away. */
  saveLogo: z.object({ grantId: z.string(), base64: logo.shape.base64.nullable() }),
  /** Looks for the answer that an earlier run of the same page kept. `build` says which program computes in the page. */
  keptAnswer: z.object({
    grantId: z.string(),
    settings: projectSettings,
    decisions: z.array(decision).readonly(),
    build: z.string(),
    /** Whether the files may be read for it, where the system does not prove that they are as they were. */
    mayRead: z.boolean(),
  }),
  /** Keeps what a run found that began after the ticket was given. */
  keepAnswer: z.object({
    ticket: z.uuid(),
    outcome: z.custom<RunOutcome>((value) => typeof value === 'object' && value !== null),
  }),
  cacheSize: z.object({}),
  clearCache: z.object({}),
  keptRuns: z.object({ grantId: z.string() }),
  /** Keeps what a finished run counted, where it differs from what the last one did. */
  keepRun: z.object({ grantId: z.string(), numbers: runNumbers }),
  notes: z.object({ grantId: z.string() }),
  /** `revision` is that of the note which is changed; null: it is a new one. */
  saveNote: z.object({ grantId: z.string(), draft: noteDraft, revision: z.int().nullable() }),
  removeNote: z.object({ grantId: z.string(), id: z.uuid() }),
  /** Brings a removed note back as it was. */
  restoreNote: z.object({ grantId: z.string(), note }),
  board: z.object({ grantId: z.string() }),
  savePin: z.object({ grantId: z.string(), pin }),
  removePin: z.object({ grantId: z.string(), id: z.uuid() }),
  projectPlace: z.object({ grantId: z.string() }),
  besideProject: z.object({ grantId: z.string() }),
  answerBeside: z.object({ grantId: z.string(), use: z.boolean() }),
  /** `chosen` asks the user where; `beside` is next to the data, `app` in the program's own folder. */
  moveProject: z.object({
    grantId: z.string(),
    windowId: z.string(),
    to: z.enum(['app', 'beside', 'chosen']),
  }),
  /** Asks the user for a project folder. */
  openProject: z.object({}),
  /** Asks the user where the data are of the project whose opening ended with the fault `data_moved`. */
  relocateProject: z.object({}),
  /** Asks the user where the data of a recent folder are now; its project goes on there. */
  relocateRecent: z.object({ id: z.string() }),
  /** `windowId` is the page's own, kept over reloads. `takeOver` takes the right to write from another window. */
  openDecisions: z.object({ grantId: z.string(), windowId: z.string(), takeOver: z.boolean() }),
  appendDecisions: z.object({
    grantId: z.string(),
    windowId: z.string(),
    entries: z.array(decisionEntry).readonly(),
  }),
  /** Says that the window is still there; whether it has the right to write. */
  renewDecisions: z.object({ grantId: z.string(), windowId: z.string() }),
  closeDecisions: z.object({ grantId: z.string(), windowId: z.string() }),
  /** The way out of a damaged log: what is damaged is kept aside, what can be read goes on in a fresh segment. */
  repairDecisions: z.object({ grantId: z.string(), windowId: z.string() }),
  importDecisions: z.object({
    grantId: z.string(),
    windowId: z.string(),
    name: z.string(),
    text: z.string(),
  }),
  exportDecisions: z.object({ grantId: z.string(), format: z.enum(['csv', 'log']) }),
  /** Tells the user something by a notification of the system, where this host has one. */
  tellUser: z.object({ title: z.string().max(200), text: z.string().max(1000) }),
  ...serverRequests,
  loadPreferences: z.object({}),
  /** Keeps the preferences that are named, and leaves all others as they are on disk. */
  savePreferences: z.object({ preferences: partOf(preferences) }),
  /** A file is saved in pieces: it is seen in its place only when it is whole. */
  openSave: z.object({ suggestedName: z.string() }),
  writeSave: z.object({ saveId: z.string(), bytes: z.instanceof(Uint8Array) }),
  endSave: z.object({ saveId: z.string(), keep: z.boolean() }),
} as const;

export interface HostAnswers extends ServerAnswers {
  /** `grant` is the folder with the files. @throws LeadlensError `server_…`, `key_file`, `mirror_taken`, `write_failed`, `cancelled` */
  fetchServer: ServerFetched & { readonly grant: FolderGrant };
  info: AppInfo;
  /** null: the user closed the dialog. */
  pickFolder: FolderGrant | null;
  recentFolders: readonly RecentFolder[];
  openRecent: FolderGrant;
  forgetRecent: null;
  createSample: FolderGrant;
  folderNow: FolderNow;
  leaveFolder: null;
  loadProject: ProjectSettings;
  /** All settings as they are then. Answers only after they are on disk. */
  saveProject: ProjectSettings;
  loadLogo: Logo | null;
  /** The picture as it is kept. Answers only after it is on disk. @throws LeadlensError `logo_unusable` */
  saveLogo: Logo | null;
  /** The answer where nothing that it depends on has changed; a ticket where what is computed now can be kept. */
  keptAnswer: { readonly ticket: string | null; readonly answer: RunOutcome | null };
  /** Whether it is kept: not where anything changed meanwhile. */
  keepAnswer: boolean;
  cacheSize: {
    readonly place: string;
    readonly answers: number;
    readonly bytes: number;
    readonly mostBytes: number;
  };
  clearCache: null;
  /** The newest first. */
  keptRuns: readonly KeptRun[];
  /** The run as it is kept; the last one where nothing has changed. Answers only after it is on disk. */
  keepRun: KeptRun;
  /** In the order in which they were written. */
  notes: readonly Note[];
  /** The note as it is kept. Answers only after it is on disk. @throws LeadlensError `note_changed`, `note_gone` */
  saveNote: Note;
  removeNote: null;
  restoreNote: null;
  /** In their order. */
  board: readonly Pin[];
  /** Answers only after it is on disk. */
  savePin: null;
  removePin: null;
  projectPlace: ProjectLocation;
  /** null: nothing lies there, or it was answered before. */
  besideProject: BesideView | null;
  /** Answers only after it is on disk: it is not asked again. @throws LeadlensError `project_link`, `project_there` */
  answerBeside: null;
  /** null: the user closed the dialog. */
  moveProject: ProjectLocation | null;
  /** @throws LeadlensError `data_moved`, `project_there` */
  openProject: FolderGrant | null;
  relocateProject: FolderGrant | null;
  relocateRecent: FolderGrant | null;
  openDecisions: DecisionLogView;
  /** Answers only after they are on disk. @throws LeadlensError `log_read_only`, `decision_not_saved` */
  appendDecisions: readonly DecisionRecord[];
  renewDecisions: boolean;
  closeDecisions: null;
  repairDecisions: DecisionLogView;
  importDecisions: DecisionImport;
  exportDecisions: { readonly suggestedName: string; readonly text: string };
  /** Whether it was told. */
  tellUser: boolean;
  loadPreferences: Preferences;
  savePreferences: null;
  /** Name under which it was saved; null: the user closed the dialog. */
  openSave: { readonly saveId: string; readonly name: string } | null;
  writeSave: null;
  /** Answers only after it is on disk. */
  endSave: null;
}

export type HostMethod = keyof HostAnswers & keyof typeof hostRequests;
export type HostRequest<M extends HostMethod> = z.infer<(typeof hostRequests)[M]>;

/**
 * Where both doors serve the files of a grant, under the app's own origin, GET and HEAD only:
 * `list` → JSON of a `Listing`; `stat`, `sha256` → JSON; `content` → bytes, with `Range`.
 * A fault is JSON (`FaultDetails`) with status 4xx.
 */
export const fileUrl = (
  grantId: string,
  what: 'list' | 'stat' | 'sha256' | 'content',
  path?: string,
): string => `/files/${grantId}/${what}${path === undefined ? '' : `?path=${encodeURIComponent(path)}`}`;

/** The host as the renderer sees it, whichever door leads to it. Rejects with a `LeadlensError`. */
export interface HostApi {
  call<M extends HostMethod>(method: M, request: HostRequest<M>): Promise<HostAnswers[M]>;
}

/** What a door sends back for a call; `answer` is of the type that `HostAnswers` names for the method. */
export type HostReply =
  | { readonly ok: true; readonly answer: HostAnswers[HostMethod] }
  | { readonly ok: false; readonly fault: FaultDetails };
