/**
 * List prices of us-east-1 in US dollars, without free tiers: all that the cost sheet takes for granted. Those of DynamoDB were compared
 * with what others write of them; the rest is as known in November 2026, not read anew on the pages, which a program cannot.
 */
export const PRICE = {
  alarmMonth: 0.1,
  secretMonth: 0.4,
  dashboardMonth: 3,
  figureMonth: 0.3,
  queueMillion: 0.4,
  topicMillion: 0.5,
  functionMillion: 0.2,
  functionGigabyteSecond: 0.0000133334,
  tableWriteMillion: 0.625,
  tableReadMillion: 0.125,
} as const;

interface PriceSource {
  readonly of: string;
  /** Title of the page of AWS that says it. */
  readonly page: string;
}

/** What each price is for and where to look it up. */
export const PRICE_SOURCES: Readonly<Record<keyof typeof PRICE, PriceSource>> = {
  alarmMonth: { of: 'an alarm, a month', page: 'Amazon CloudWatch Pricing' },
  secretMonth: { of: 'a secret, a month', page: 'AWS Secrets Manager Pricing' },
  dashboardMonth: { of: 'a dashboard, a month', page: 'Amazon CloudWatch Pricing' },
  figureMonth: { of: 'a custom metric, a month', page: 'Amazon CloudWatch Pricing' },
  queueMillion: { of: 'a million requests of a queue', page: 'Amazon SQS Pricing' },
  topicMillion: { of: 'a million messages to a topic', page: 'Amazon SNS Pricing' },
  functionMillion: { of: 'a million runs of a function', page: 'AWS Lambda Pricing' },
  functionGigabyteSecond: { of: 'a gigabyte for a second, on Arm', page: 'AWS Lambda Pricing' },
  tableWriteMillion: {
    of: 'a million writes to a table',
    page: 'Pricing for On-Demand Capacity, Amazon DynamoDB',
  },
  tableReadMillion: {
    of: 'a million reads of a table',
    page: 'Pricing for On-Demand Capacity, Amazon DynamoDB',
  },
};

/** The prices as rows of a table in Markdown. */
export function priceRows(): readonly string[] {
  return Object.entries(PRICE_SOURCES).map(([name, { of, page }]) => {
    const dollars = Object.entries(PRICE).find(([each]) => each === name)?.[1];
    return `| ${of} | ${dollars} | ${page} |`;
  });
}
