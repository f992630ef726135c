import { NO_CAMPAIGN_WORDS } from '../domain/placeholder-words';
import { composed } from './dialect';
import { ident, lit, sql, textList, type Sql } from './sql';

/** `body` of a value that is computed once, however often it stands in it. */
const bound = (name: string, value: Sql, body: (name: Sql) => Sql): Sql =>
  sql`list_transform([${value}], lambda ${ident(name)} : ${body(ident(name))})[1]`;

/** White space of all alphabets, and characters that have no width. */
const SPACES = String.raw`[\s\p{Z}\x{200b}-\x{200d}\x{2060}\x{feff}]+`;

/** A macro that an ad platform or a link builder should have filled, in a campaign that is folded. */
const MACRO = [
  String.raw`\{[^{}]*\}`,
  String.raw`^_{2}[a-z0-9_ ]+_{2}$`,
  String.raw`_{2}(campaign|aid|cid|placement|adgroup)(_(name|id))?_{2}`,
  String.raw`^%{1,2}[a-z0-9_.: ]+%{1,2}$`,
  String.raw`%%[a-z0-9_.: ]+%%`,
  String.raw`^(\[+|<+|\$+|#+)[^\[\]<>$#]*(campaign|utm|ad_?set|ad_?group|keyword|creative|placement|insert|your)[^\[\]<>$#]*(\]+|>+|\$+|#+)$`,
].join('|');

/**
 * What a text that is its own name has none of: letters of other alphabets, control characters, signs of encodings and of
 * placeholders, and spaces to be folded. One expression: a search for each of them takes twice as long.
 */
const NOT_PLAIN = String.raw`[^ -~]|[%+{(\[<$#]|__|  |^ | $|^$`;

const isPlain = (value: Sql): Sql => sql`(not regexp_matches(${value}, ${lit(NOT_PLAIN)}))`;

/** `+` as the space that it is in a URL: where the text has no other space, and the sign stands between two characters. */
const withoutPlus = (value: Sql): Sql =>
  bound(
    'p',
    sql`trim(${value})`,
    (p) =>
      sql`case when contains(${p}, '+') and not contains(${p}, ' ') and regexp_matches(${p}, '[^+]\\++[^+]') then replace(${p}, '+', ' ') else ${p} end`,
  );

/** URL encoding taken off once; as it was where its bytes are no text. */
const decodedOnce = (value: Sql): Sql =>
  bound(
    'd',
    value,
    (d) => sql`case when contains(${d}, '%') then coalesce(try(url_decode(${d})), ${d}) else ${d} end`,
  );

const spelled = (value: Sql): Sql =>
  composed(
    sql`trim(regexp_replace(${withoutPlus(decodedOnce(decodedOnce(withoutPlus(value))))}, ${lit(SPACES)}, ' ', 'g'))`,
  );

/** A campaign as people read it: URL encoding taken off (also twice), spaces folded, in Unicode's form NFC. */
export const campaignName = (value: Sql): Sql =>
  sql`case when ${isPlain(value)} then ${value} else ${spelled(value)} end`;

const isNoCampaign = (key: Sql): Sql =>
  sql`(${key} = '' or replace(${key}, ' ', '') in (${textList(NO_CAMPAIGN_WORDS)}) or regexp_matches(${key}, ${lit(MACRO)}))`;

/**
 * By what campaigns are compared, in every kind of export: without URL encoding (also encoded twice), case and outer or
 * repeated spaces, in Unicode's form NFC. Null where the text stands for no campaign: `(direct)`, `(not set)` and the
 * like, and macros that were never filled. A plain text, as nearly all are, costs no more than its lower case.
 * @param value a column of text that the scanner trimmed
 */
export const campaignKey = (value: Sql): Sql =>
  sql`case when ${isPlain(value)} then case when lower(${value}) in (${textList(NO_CAMPAIGN_WORDS)}) or lower(${value}) = 'not set' then null else lower(${value}) end
    when regexp_matches(lower(${value}), ${lit(MACRO)}) then null
    else ${bound('k', sql`lower(${spelled(value)})`, (k) => sql`case when not ${isNoCampaign(k)} then ${k} end`)} end`;
