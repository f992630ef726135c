/** Names of months and days of the week in the languages of the ad platforms, without accents and dots. */

const MONTH_NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'enero', 'ene', 'janvier', 'janv', 'januar', 'janner', 'janeiro'],
  ['february', 'feb', 'febrero', 'fevrier', 'fevr', 'fev', 'februar', 'fevereiro'],
  ['march', 'mar', 'marzo', 'mars', 'marz', 'mrz', 'maerz', 'marco'],
  ['april', 'apr', 'abril', 'abr', 'avril', 'avr'],
  ['may', 'mayo', 'mai', 'maio'],
  ['june', 'jun', 'junio', 'juin', 'juni', 'junho'],
  ['july', 'jul', 'julio', 'juillet', 'juil', 'juli', 'julho'],
  ['august', 'aug', 'agosto', 'ago', 'aout'],
  ['september', 'sep', 'sept', 'septiembre', 'setiembre', 'septembre', 'setembro', 'set'],
  ['october', 'oct', 'octubre', 'octobre', 'oktober', 'okt', 'outubro', 'out'],
  ['november', 'nov', 'noviembre', 'novembre', 'novembro'],
  ['december', 'dec', 'diciembre', 'dic', 'decembre', 'dezember', 'dez', 'dezembro'],
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const WEEKDAYS: ReadonlySet<string> = new Set(
  [
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun',
    'lunes martes miercoles jueves viernes sabado domingo lun mar mie jue vie sab dom',
    'lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven sam dim',
    'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so',
    'segunda terca quarta quinta sexta feira seg ter qua qui sex',
  ].flatMap((names) => names.split(' ')),
);

/** The month, 1 to 12, that a word without accents in lower case names; undefined where it names none. */
export const monthOf = (word: string): number | undefined => MONTHS.get(word);

/** Whether a word without accents in lower case names a day of the week, or a part of such a name. */
export const isWeekday = (word: string): boolean => WEEKDAYS.has(word);
