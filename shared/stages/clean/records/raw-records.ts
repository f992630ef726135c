import { RawIssues } from '../crm/raw-issues';
import { IntTable } from './int-table';
import { RecordDictionary } from './record-dictionary';

/** What is known of raw records under one pair of date orders. Ids are those of the dictionary. */
export class RawRecords {
  readonly dictionary = new RecordDictionary();
  /** The number of the record's cleaned value; -1 until it is cast. */
  readonly state = new IntTable(-1);
  /** What its dates say about the order of day and month, as `CrmFieldReader` codes it. */
  readonly evidence = new IntTable(0);
  /** Its cells that could not be read. */
  readonly issues = new RawIssues();
  /** The text of a record that has no lead number. */
  readonly keyless = new Map<number, string>();

  /** Forgets the records from number `size` on: their numbers go to others. */
  rollback(size: number): void {
    this.dictionary.rollback(size);
    this.issues.rollback(size);
    for (const id of this.keyless.keys()) if (id >= size) this.keyless.delete(id);
  }
}
