import writeFileAtomic from 'write-file-atomic';
import { LeadlensError } from '../../shared/domain/fault';

/**
 * Writes a file that the user chose a place for; returns when it is whole and on disk.
 * @throws LeadlensError `write_failed`
 */
export async function saveBytes(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFileAtomic(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    throw new LeadlensError(
      {
        kind: 'environment',
        code: 'write_failed',
        message: `${file} cannot be written.`,
        hint: 'Check that the disk has room and that you may write to the folder, or choose another place.',
        file,
      },
      { cause: error },
    );
  }
}
