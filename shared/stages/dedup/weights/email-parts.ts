const atOf = (email: string): number => (email.includes('@') ? email.lastIndexOf('@') : email.length);

/** What stands before the `@` of an address, without what stands behind a plus sign. */
export const nameOfEmail = (email: string): string => email.slice(0, atOf(email)).replace(/(?<=.)\+.*$/, '');

/** The mailbox that an address goes to: without what stands behind a plus sign and, where the service ignores them, dots. */
export function mailboxOf(email: string): string {
  const name = nameOfEmail(email);
  const domain = email.slice(atOf(email)).replace('@googlemail.', '@gmail.');
  return `${domain.startsWith('@gmail.') ? name.replaceAll('.', '') : name}${domain}`;
}
