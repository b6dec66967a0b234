import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import { caseRecord } from '../../lambda/sigma/case-record.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';

const FOLDER = resolve(__dirname, '../../../shared/data/sigma');
const there = existsSync(FOLDER);
if (!there) console.warn(`skipped: the community's rules are not in ${FOLDER}`);
const whenThere = there ? describe : describe.skip;

whenThere('rules of the community, unmodified', () => {
  const { documents, problems } = readRulesFolders([FOLDER]);
  const { catalogue } = compileCatalogue(documents, { levels: {} });
  const matches = (record: Parameters<typeof caseRecord>[0]) =>
    catalogue.match(caseRecord(record), () => undefined).map((match) => match.ruleId);

  test('load, but for legacy aggregations, which are refused as such', () => {
    const errors = problems.filter((problem) => problem.severity === 'error');

    expect(documents.length).toBeGreaterThan(15);
    expect(
      errors.map((problem) => problem.message).filter((message) => !message.startsWith('aggregations')),
    ).toEqual([]);
  });

  test('match what they are about', () => {
    expect(matches({ eventSource: 'ses.amazonaws.com', eventName: 'DeleteIdentity' })).toEqual([
      'aws_delete_identity',
    ]);
    expect(
      matches({
        eventSource: 'lambda.amazonaws.com',
        eventName: 'UpdateFunctionConfiguration20150331v2',
        requestParameters: { layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:x:1'] },
      }),
    ).toEqual(['aws_new_lambda_layer_attached']);
    expect(
      matches({ eventSource: 'lambda.amazonaws.com', eventName: 'UpdateFunctionConfiguration20150331v2' }),
    ).toEqual([]);
  });

  test('treat an absent error code as null', () => {
    const call = { eventSource: 'ec2.amazonaws.com', eventName: 'DeleteFlowLogs' };

    expect(matches(call)).toEqual(['aws_cloudtrail_vpc_flow_logs_deleted']);
    expect(matches({ ...call, errorCode: 'Client.UnauthorizedOperation' })).toEqual([]);
  });

  test('keep their exceptions', () => {
    const userIdentity = {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/aws:ec2-instance/i-1',
    };
    const call = { eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', userIdentity };

    expect(matches(call)).toContain('aws_cloudtrail_imds_malicious_usage');
    expect(matches({ ...call, sourceIPAddress: 'AWS Internal' })).not.toContain(
      'aws_cloudtrail_imds_malicious_usage',
    );
  });
});
