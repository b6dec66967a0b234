import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { awsClientConfig } from '../../lambda/adapters/aws/client-config.ts';
import { createSqsClient } from '../../lambda/adapters/sqs/client.ts';
import { ENVIRONMENT } from '../../lambda/environment.ts';
import type { Outcome } from '../../lambda/ports/outcome.ts';
import { type DeadLetters, deadLetters } from '../redrive/dead-letters.ts';
import { allPages, asked } from './asked.ts';
import { type AlarmState, alarmsNamed, MEMBER_ALARMS } from './member-questions.ts';

/** A function of the security stack. */
export interface DeployedFunction {
  readonly name: string;
  /** Of its code and configuration; null: it was deployed by a version that did not say. */
  readonly version: string | null;
}

/** What the security account is asked, with the caller's own credentials. */
export interface SecurityQuestions {
  deadLetters(): Promise<Outcome<readonly DeadLetters[]>>;
  alarms(): Promise<Outcome<readonly AlarmState[]>>;
  functions(): Promise<Outcome<readonly DeployedFunction[]>>;
}

const OUR_FUNCTIONS = 'countersign-security-';

export function securityQuestions(region: string): SecurityQuestions {
  return {
    deadLetters: () => asked(createSqsClient({ region }), deadLetters),
    alarms: () =>
      asked(new CloudWatchClient(awsClientConfig({ region })), async (client) => {
        const found = await alarmsNamed(client, 'countersign-');
        return found.filter(({ name }) => !name.startsWith(MEMBER_ALARMS));
      }),
    functions: () =>
      asked(new LambdaClient(awsClientConfig({ region })), async (client) => {
        const found = await allPages(async (Marker) => {
          const answer = await client.send(new ListFunctionsCommand({ Marker }));
          return { items: answer.Functions, next: answer.NextMarker };
        });
        return found
          .filter(({ FunctionName = '' }) => FunctionName.startsWith(OUR_FUNCTIONS))
          .map(({ FunctionName = '', Environment }) => ({
            name: FunctionName,
            version: Environment?.Variables?.[ENVIRONMENT.version] ?? null,
          }));
      }),
  };
}
