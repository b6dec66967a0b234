import { isObject, type JsonObject, listOf, objectOf, parseJson, textOf } from '../../cloudtrail/json.ts';
import type { Partition } from '../../config/regions.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OrganizationAccounts } from '../../ports/organization-accounts.ts';
import { delivered, type Outcome } from '../../ports/outcome.ts';
import { exchange, type Fetch } from '../http/exchange.ts';
import { reasonOf } from '../http/reason.ts';
import { type AwsCredentials, signedHeaders } from './sign-request.ts';

export interface AwsOrganizationOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly credentials: AwsCredentials;
  readonly partition: Partition;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** Pages of 20 and units one by one: an organisation of thousands of accounts. More is no answer of AWS's. */
const MAXIMUM_REQUESTS = 1_000;

/** Organizations answers from one region of a partition. Source: "AWS Organizations endpoints and quotas". */
const ENDPOINTS: Readonly<Record<Partition, { readonly region: string; readonly host: string }>> = {
  aws: { region: 'us-east-1', host: 'organizations.us-east-1.amazonaws.com' },
  'aws-cn': { region: 'cn-northwest-1', host: 'organizations.cn-northwest-1.amazonaws.com.cn' },
  'aws-us-gov': { region: 'us-gov-west-1', host: 'organizations.us-gov-west-1.amazonaws.com' },
  'aws-eusc': { region: 'eusc-de-east-1', host: 'organizations.eusc-de-east-1.amazonaws.eu' },
};

/**
 * Asks AWS Organizations, which lets delegated administrators read ("ListAccountsForParent", AWS Organizations API
 * Reference). One request at a time: its rate is low and shared by the organisation.
 */
export function createAwsOrganizationAccounts(options: AwsOrganizationOptions): OrganizationAccounts {
  return {
    async list(units) {
      const budget = { requests: MAXIMUM_REQUESTS };
      const accounts = new Set<string>();
      const waiting = [...units];
      for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
        const members = await pagesOf(options, unit, 'ListAccountsForParent', 'Accounts', budget);
        if (members.kind !== 'delivered') return members;
        const below = await pagesOf(
          options,
          unit,
          'ListOrganizationalUnitsForParent',
          'OrganizationalUnits',
          budget,
        );
        if (below.kind !== 'delivered') return below;
        for (const account of members.value.filter(isActive)) accounts.add(textOf(account['Id']) ?? '');
        waiting.push(...below.value.map((each) => textOf(each['Id']) ?? ''));
      }
      return delivered([...accounts]);
    },
  };
}

/** What all pages of an operation name. */
async function pagesOf(
  options: AwsOrganizationOptions,
  unit: string,
  operation: string,
  field: string,
  budget: { requests: number },
): Promise<Outcome<readonly JsonObject[]>> {
  const found: JsonObject[] = [];
  let next: string | null = null;
  do {
    if (budget.requests-- <= 0) {
      return { kind: 'transient', reason: `organizations: more than ${MAXIMUM_REQUESTS} pages` };
    }
    const page: Outcome<JsonObject> = await ask(options, operation, unit, next);
    if (page.kind !== 'delivered') return page;
    found.push(...listOf(page.value[field]).map(objectOf));
    next = textOf(page.value['NextToken']);
  } while (next !== null);
  return delivered(found);
}

/** `State` replaces `Status`, which is to be dropped; an account of which neither is told counts. */
function isActive(account: JsonObject): boolean {
  const state = textOf(account['State']) ?? textOf(account['Status']) ?? 'ACTIVE';
  return state === 'ACTIVE';
}

async function ask(
  options: AwsOrganizationOptions,
  operation: string,
  unit: string,
  next: string | null,
): Promise<Outcome<JsonObject>> {
  const { region, host } = ENDPOINTS[options.partition];
  const url = `https://${host}/`;
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
  };
  const body = JSON.stringify({ ParentId: unit, ...(next !== null && { NextToken: next }) });
  const scope = { region, service: 'organizations' };
  const { host: _sentByFetch, ...sent } = signedHeaders(
    { url, headers, body },
    scope,
    options.credentials,
    options.clock.now(),
  );
  const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const answer = await exchange(options.fetch, { method: 'POST', url, headers: sent, body }, deadline);
  if (answer.kind === 'silent') return { kind: 'transient', reason: 'organizations: no answer' };
  if (answer.kind === 'failed') return { kind: 'transient', reason: answer.reason };
  if (answer.status !== 200) {
    const reason = `organizations answered ${answer.status}: ${reasonOf(answer.body, [])}`;
    return { kind: answer.status < 500 ? 'permanent' : 'transient', reason };
  }
  const parsed = parseJson(answer.body);
  return parsed.ok && isObject(parsed.value)
    ? delivered(parsed.value)
    : { kind: 'transient', reason: 'organizations: an answer that could not be read' };
}
