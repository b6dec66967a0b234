import { Template } from 'aws-cdk-lib/assertions';
import { ARCHIVE, CONFIG, resourcesOf, securityStackOf } from './deployment.ts';

function traced(tracing: boolean): readonly unknown[] {
  const security = { ...CONFIG.security, tracing };
  const template = Template.fromStack(securityStackOf({ ...CONFIG, security, archive: ARCHIVE }));
  return resourcesOf(template, 'AWS::Lambda::Function').map(
    ({ properties }) => properties.TracingConfig?.Mode,
  );
}

describe('security.tracing', () => {
  test('has X-Ray follow every function', () => {
    expect(new Set(traced(true))).toEqual(new Set(['Active']));
  });

  test('is off unless asked for', () => {
    expect(new Set(traced(false))).toEqual(new Set([undefined]));
  });
});
