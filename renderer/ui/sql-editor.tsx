import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { PostgreSQL, sql, SQLDialect, type SQLNamespace } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import classes from './sql-editor.module.css';

/** What completion knows of a table. */
export interface EditorTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly description: string }[];
}

export interface EditorMistake {
  readonly message: string;
  /** From 1; null: somewhere. */
  readonly place: { readonly line: number; readonly column: number } | null;
}

interface SqlEditorProps {
  /** What stands in it at first. */
  readonly start: () => string;
  /** What is put into it later; each new number replaces all. Number 0 is nothing. */
  readonly given: { readonly text: string; readonly number: number };
  /** What is put where the cursor is; each new number once. Number 0 is nothing. */
  readonly inserted: { readonly text: string; readonly number: number };
  readonly tables: readonly EditorTable[];
  readonly mistake: EditorMistake | null;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  /** Escape, where it closes nothing of the editor's own. */
  readonly onEscape: () => void;
}

/** Words of DuckDB beyond those of PostgreSQL. */
const DUCKDB = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords ?? ''} qualify summarize pivot unpivot exclude replace columns sample semi anti asof positional struct list map lambda describe`,
  builtin: `${PostgreSQL.spec.builtin ?? ''} arg_max arg_min approx_count_distinct date_trunc date_diff strftime list_aggregate string_agg median mode quantile_cont regexp_matches regexp_extract try_cast epoch`,
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent-text)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--success)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warning)' },
  { tag: tags.comment, color: 'var(--text-muted)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--text)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--surface)', color: 'var(--text)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--text-muted)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--hover)',
    outline: '1px solid var(--border-strong)',
  },
  '.cm-placeholder': { color: 'var(--text-muted)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-raised)',
    border: '1px solid var(--border-strong)',
    borderRadius: 'var(--radius)',
    boxShadow: 'var(--shadow)',
    color: 'var(--text)',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-sans)', fontSize: '12.5px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--text-muted)', fontStyle: 'normal' },
  '.cm-completionInfo': { maxWidth: '280px', color: 'var(--text-muted)' },
  '.cm-diagnostic': { fontFamily: 'var(--font-sans)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--danger)' },
});

const namespaceOf = (tables: readonly EditorTable[]): SQLNamespace =>
  Object.fromEntries(
    tables.map((table) => [
      table.name,
      {
        self: { label: table.name, type: 'class', detail: table.title },
        children: table.columns.map((column) => ({
          label: column.name,
          type: 'property',
          detail: column.type.toLowerCase(),
          info: column.description,
        })),
      },
    ]),
  );

const language = (tables: readonly EditorTable[]): Extension =>
  sql({ dialect: DUCKDB, schema: namespaceOf(tables), upperCaseKeywords: false });

/** Where in the text a mistake is marked: the word at its place, or the whole text. */
function spanOf(state: EditorState, place: EditorMistake['place']): { from: number; to: number } {
  if (!place || place.line > state.doc.lines) return { from: 0, to: state.doc.length };
  const line = state.doc.line(place.line);
  const from = Math.min(line.to, line.from + place.column - 1);
  return state.wordAt(from) ?? { from, to: Math.min(line.to, from + 1) };
}

/** An editor for SQL with completion of names. Ctrl and Enter runs, Escape leaves off. Tab indents; Escape, then Tab moves on. */
export function SqlEditor(props: SqlEditorProps) {
  const { given, inserted, tables, mistake } = props;
  const taken = useRef(given.number);
  const put = useRef(inserted.number);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.start(),
        extensions: [
          Prec.highest(
            keymap.of([
              {
                key: 'Mod-Enter',
                run: (view) => {
                  // What is offered would hide the answer.
                  closeCompletion(view);
                  latest.current.onRun();
                  return true;
                },
              },
              { key: 'Tab', run: acceptCompletion },
              {
                key: 'Escape',
                run: ({ state }) => {
                  if (completionStatus(state) !== null) return false;
                  latest.current.onEscape();
                  return false;
                },
              },
            ]),
          ),
          history(),
          drawSelection(),
          highlightSpecialChars(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ icons: false }),
          syntaxHighlighting(colours),
          lintGutter(),
          language(tables),
          look,
          placeholder('A query over the tables of the project'),
          EditorView.lineWrapping,
          // Named a stop of Tab of its own: where the text scrolls, some readers know an editable text for none.
          EditorView.contentAttributes.of({ 'aria-label': 'SQL', tabindex: '0' }),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
            ...historyKeymap,
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    editor.focus();
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [tables]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || taken.current === given.number) return;
    taken.current = given.number;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: given.text } });
    editor.focus();
  }, [given]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || put.current === inserted.number) return;
    put.current = inserted.number;
    editor.dispatch(editor.state.replaceSelection(inserted.text), { scrollIntoView: true });
    editor.focus();
  }, [inserted]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const marks = mistake
      ? [{ ...spanOf(editor.state, mistake.place), severity: 'error' as const, message: mistake.message }]
      : [];
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [mistake]);

  return <div ref={host} className={classes.editor} />;
}
