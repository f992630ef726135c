/** How often, as a small whole number in place of a flag; -1 is how some databases write yes. */
export const FLAG_NUMBER = '[-+]?\\d{1,3}(?:[.,]0+)?';

/** A day of 1990 to 2079 in place of a flag, perhaps with a time: others stand for none. */
export const FLAG_DAY =
  '(?:\\d{1,2}[-/.]\\d{1,2}[-/.](?:(?:199|20[0-7])\\d|\\d{2})|(?:199|20[0-7])\\d[-/.]\\d{1,2}[-/.]\\d{1,2})(?:(?:[T ]|, ).*)?';
