/** A header as it is compared: case folded, without diacritics, spaces, `_`, `-`, `.` and byte-order mark. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\ufeff\s_.-]/g, '')
    .toLowerCase();
