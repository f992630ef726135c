const FIRST = (
  'ada alan alma amir ana andre anna ben bella carl carmen chen clara cora dan dana david diego dora ed elena ' +
  'eli emma eric eva fay felix fran gina glen grace hal hana hugo ida igor ines ivan jack jana joe june karl ' +
  'kate ken kira lars lea leo lily lou luis maya max mia milo nadia ned nina noel nora olga omar otto paul ' +
  'pia rosa ray ruth sam sara sean sofia ted tess theo tom tina uma vera vic walt wendy yara yuri zoe'
).split(' ');
const LAST = (
  'abbot acker adler ames archer baker banks barton beck bell berg black boyd brook burke carver chase clay ' +
  'cole cooper cross dale dawson dean drake dunn ellis farmer fields finch fisher fletcher ford foster fox frost ' +
  'glover grant gray green hale hardy hart hayes hill holt hunt irving jarvis keller kent king knight lake lane ' +
  'long marsh mason mercer miller moss nash north oaks owens page park pierce pond porter quinn reed rhodes ' +
  'rivers rowe sawyer shaw shore smith stone swan taylor thorne tucker vance wade walker ward weaver webb west ' +
  'wolf wood york young'
).split(' ');
const DOMAINS = ['example.com', 'example.org', 'example.net', 'mail.example.com', 'home.example.org'];
const AREA_CODES = (
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 ' +
  '252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 ' +
  '319 320 321 323 325 330'
).split(' ');
const LINES = 10_000;

/** The e-mail of synthetic person number `index`: normalised, no two people share one. */
export function emailOf(index: number): string {
  const first = FIRST[index % FIRST.length] as string;
  const last = LAST[Math.floor(index / FIRST.length) % LAST.length] as string;
  return `${first}.${last}${index}@${DOMAINS[(index * 7) % DOMAINS.length] as string}`;
}

/** The phone number of synthetic person number `index` in E.164: no two people share one; exchange 555 and up. */
export function phoneOf(index: number): string {
  const area = AREA_CODES[index % AREA_CODES.length] as string;
  const rest = Math.floor(index / AREA_CODES.length);
  // 7919 is coprime to 10,000: neighbours do not get neighbouring lines, and no line comes twice.
  const line = String((rest * 7919) % LINES).padStart(4, '0');
  return `+1${area}${555 + Math.floor(rest / LINES)}${line}`;
}

/** A phone number as people type it, from E.164; `style` picks one of three ways. */
export function typedPhone(e164: string, style: number): string {
  const [area, exchange, line] = [e164.slice(2, 5), e164.slice(5, 8), e164.slice(8)];
  if (style === 0) return `(${area}) ${exchange}-${line}`;
  return style === 1 ? `${area}-${exchange}-${line}` : `+1 ${area} ${exchange} ${line}`;
}
