import { type Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';

/** X-Ray knows no resources. */
const TRACE_WRITING = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** Has X-Ray follow every function of the stack: where its time goes. Called when all of them are made. */
export function traceFunctions(stack: Stack): void {
  for (const traced of stack.node.findAll()) {
    if (!(traced instanceof LambdaFunction) || traced.role === undefined) continue;
    const resource = traced.node.defaultChild;
    if (!(resource instanceof CfnFunction)) throw new Error(`expected ${traced.node.path} to be a function`);
    resource.tracingConfig = { mode: 'Active' };
    traced.role.addToPrincipalPolicy(new PolicyStatement({ actions: TRACE_WRITING, resources: ['*'] }));
    Validations.of(traced.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Writing traces and figures knows no resources.',
    });
  }
}
