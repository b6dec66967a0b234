/** The numbers of a report counted anew from the raw records, knowing nothing of how the report is made. */
// biome-ignore lint/suspicious/noExplicitAny: raw JSON, read without the code under test
type Raw = any;

export function recount(records: readonly Raw[], key: string) {
  const own = records.filter((r) => r.userIdentity?.accessKeyId === key);
  const times = own.map((r) => r.eventTime).sort();
  const count = (names: readonly string[]) =>
    [...new Set(names)]
      .map((name) => [name, names.filter((each) => each === name).length] as const)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const gone = own.filter(
    (r) =>
      !r.errorCode &&
      /^(Delete|Terminate|Deregister|StopLogging|Disable|ScheduleKeyDeletion)/.test(r.eventName),
  );
  const issued = own.flatMap((r) =>
    [r.responseElements?.accessKey?.accessKeyId, r.responseElements?.credentials?.accessKeyId].filter(
      Boolean,
    ),
  );
  return {
    key,
    totalEvents: own.length,
    failedEvents: own.filter((r) => r.errorCode).length,
    active: { from: times[0], to: times.at(-1) },
    endpoints: count(own.map((r) => `${r.eventSource} ${r.eventName}`)).map(([name, events]) => ({
      method: name.split(' ')[0],
      path: name.split(' ')[1],
      events,
    })),
    regions: count(own.map((r) => r.awsRegion)).map(([region, events]) => ({ region, events })),
    timeline: times.map((at) => ({ at })),
    destructive: gone
      .map((r) => r.eventTime)
      .sort()
      .map((at) => ({ at })),
    lineage: { issued: issued.map(() => ({ key: expect.any(String) })) },
  };
}
