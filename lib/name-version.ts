import type { Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ENVIRONMENT } from '../lambda/environment.ts';

/** Has every function of the stack say what it runs. Called when all of them are made. */
export function nameVersion(stack: Stack, version: string): void {
  for (const named of stack.node.findAll()) {
    if (named instanceof LambdaFunction) named.addEnvironment(ENVIRONMENT.version, version);
  }
}
