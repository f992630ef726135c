import type { FileEntry } from '../../ports/file-source';
import type { UnusableCode, UnusableFile } from './sniffed-file';
import { startsWith } from './text-start';

/** A file that cannot be used; `message` goes on from its name. */
export function unusable(entry: FileEntry, code: UnusableCode, message: string, hint: string): UnusableFile {
  return { entry, code, message: `${entry.path} ${message}`, hint };
}

/** What bytes that are no table are, from the first of them; null when nothing is known against them. */
export function foreignFormat(entry: FileEntry, head: Uint8Array): UnusableFile | null {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) {
    const names = new TextDecoder().decode(head.subarray(0, 4096));
    return /\[Content_Types\]|xl\//.test(names)
      ? unusable(
          entry,
          'zip',
          'is an Excel workbook, not CSV.',
          'Open it in Excel and save it as CSV (UTF-8).',
        )
      : unusable(
          entry,
          'zip',
          'is a ZIP archive, not CSV.',
          'Unpack it, and put the files in it into the folder.',
        );
  }
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    return unusable(
      entry,
      'old_excel',
      'is an old Excel workbook.',
      'Open it in Excel and save it as CSV (UTF-8).',
    );
  }
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46)) {
    return unusable(entry, 'pdf', 'is a PDF, not a table.', 'Export the report as CSV instead.');
  }
  return null;
}
