import { headerKey } from './header-key';

/** What sessions are summed up by in the reports of analytics tools; compared by `headerKey`. */
const DIMENSIONS =
  /^(session|firstuser|user|default|manual|landing|utm)?(campaign|source|medium|sourcemedium|channelgroup|defaultchannelgroup|primarychannelgroup|campaignname|sourceplatform|page|landingpage)(querystring|plusquerystring)?$/;
const SUMS = new Set(
  [
    'sessions',
    'engaged sessions',
    'users',
    'total users',
    'new users',
    'active users',
    'returning users',
    'engagement rate',
    'event count',
    'events per session',
    'key events',
    'views',
    'average engagement time per session',
  ].map(headerKey),
);
/** Columns of single people or sessions. */
const SINGLE = /(userid|useruid|sessionid|clientid|pseudoid|distinctid|anonymousid|email)$/;

/**
 * Why a report of an analytics tool cannot be used whose rows are sums over people, and which export can.
 * @returns null where the headers are of something else
 */
export function aggregatedReason(headers: readonly string[]): string | null {
  const keys = headers.map(headerKey);
  const sums = headers.filter((_, i) => SUMS.has(keys[i] ?? ''));
  const isReport =
    sums.length > 0 && keys.some((key) => DIMENSIONS.test(key)) && !keys.some((key) => SINGLE.test(key));
  if (!isReport) return null;
  return `It is an aggregated report of an analytics tool (${sums.slice(0, 3).join(', ')}): its rows are sums without a person or session id, so no invoice can be credited by it. Export single sessions instead: in GA4 an exploration with the dimensions user id, session id, date and session campaign, or the BigQuery export.`;
}
