export const USAGE = `countersign investigate KEY SOURCE… [--json] [--html FILE] [--since TIME] [--until TIME] [--follow] [--all]

What a key did. KEY is an access key id (AKIA…, ASIA…), the ARN of a user, role or session, or the id of a Datadog API key.
Several sources may be given; a call that is in two of them counts once.

  --from PATH…   CloudTrail files or folders as AWS writes them ({"Records":[…]}, JSON lines, lists, envelopes, .gz)
  --s3 URI       the bucket of a trail, s3://bucket/prefix with what stands before AWSLogs/
  --athena PLACE WORKGROUP/DATABASE.TABLE, a table of CloudTrail logs; says first what it may cost, and asks
  --lookup       CloudTrail's event history (LookupEvents) of the account whose credentials are in the environment; with
                 --config of all its accounts and regions, through the role countersign-read
  --journal      the journal of a deployment: the calls that its rules asked for, at once
  --datadog      Datadog's Audit Trail; wants DD_API_KEY, DD_APP_KEY and, outside datadoghq.com, DD_SITE

  --region NAME  for --lookup, --s3 and --athena only this region; may be given again (--lookup: AWS_REGION and us-east-1)
  --account ID   for --s3, --athena, and --lookup with --config, only this account; may be given again
  --config FILE  the deployment that --journal and --lookup are about (--journal: countersign.yaml where it is there)
  --yes          for --athena: does not ask
  --since TIME   only calls from this time on, such as 2026-01-31 or 2026-01-31T10:00:00Z (without files: 90 days ago)
  --until TIME   only calls before this time
  --follow       also what the keys and roles did that it issued
  --all          every call and every endpoint, instead of what repeats once and the first five
  --json         one JSON document on the standard output
  --html FILE    also the report as one self-contained page, for a browser or paper

Exit status: 0 done, 2 bad input.
`;
