import { filesRead } from '../../../sql/run-parameters';
import { defineStep, type StepSpec } from '../../../sql/stage';
import { folderFiles } from '../../classify/classify-parameters';
import { fileLedger } from '../clean-parameters';
import { FileLedger } from './file-ledger';
import { srcCellIssues, srcRejectedRecords, srcRemarkedRecords } from './src-unreadable';

/** Opens the account of what becomes of each file. */
export const openLedger = defineStep({
  name: 'open_ledger',
  title: 'Counting the files to read',
  takes: [folderFiles],
  gives: [fileLedger],
  size: 'groups',
  run: (context) => {
    context.give(fileLedger, new FileLedger(context.get(folderFiles), context));
    return Promise.resolve();
  },
});

/** Stores what could not be read, and closes the account. @param after the steps that read files */
export const closeLedger = (after: readonly StepSpec[]): StepSpec =>
  defineStep({
    name: 'close_ledger',
    title: 'Storing what could not be read',
    takes: [fileLedger],
    gives: [filesRead],
    writes: [srcCellIssues, srcRejectedRecords, srcRemarkedRecords],
    after,
    size: 'rows',
    run: async ({ get, give }) => {
      const ledger = get(fileLedger);
      await ledger.store();
      give(
        filesRead,
        ledger.files.map(({ report }) => report),
      );
    },
  });
