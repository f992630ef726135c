import type { Dialog } from 'electron';
import type { AppDouble } from './app-double';

/** What a person answers to dialogs: each is taken once, in its order; a dialog without an answer fails the test. */
export class DialogDouble {
  readonly folders: (string | null)[] = [];
  readonly places: (string | null)[] = [];
  readonly buttons: number[] = [];
  /** What was asked and said. */
  readonly shown: string[] = [];
  readonly #app: AppDouble;
  constructor(app: AppDouble) {
    this.#app = app;
  }

  #next<T>(answers: T[], what: string): T {
    this.#app.needsReady('dialog module');
    const [answer] = answers.splice(0, 1);
    if (answer === undefined) throw new Error(`Nobody answers: ${what}`);
    return answer;
  }

  readonly module = {
    showOpenDialog: async () => {
      const folder = this.#next(this.folders, 'which folder');
      return { canceled: folder === null, filePaths: folder === null ? [] : [folder] };
    },
    showSaveDialog: async () => {
      const place = this.#next(this.places, 'where to save');
      return { canceled: place === null, filePath: place ?? '' };
    },
    showMessageBoxSync: (_window: unknown, { message }: { readonly message: string }) => {
      this.shown.push(message);
      return this.#next(this.buttons, message);
    },
    showErrorBox: (title: string, content: string) => {
      this.shown.push(`${title} ${content}`);
    },
  } satisfies Answering;
}

type Async<T> = T extends (...args: never[]) => infer R ? (...args: never[]) => R : never;
/** The answers are those of Electron; which of its overloads is called makes no difference to them. */
type Answering = {
  readonly [K in 'showOpenDialog' | 'showSaveDialog' | 'showMessageBoxSync' | 'showErrorBox']: Async<
    Dialog[K]
  >;
};
