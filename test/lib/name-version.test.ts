import { Template } from 'aws-cdk-lib/assertions';
import { nameVersion } from '../../lib/name-version.ts';
import { CONFIG, resourcesOf, securityStackOf } from './deployment.ts';

describe('the version of a deployment', () => {
  test('is named by every function of the security stack', () => {
    const stack = securityStackOf(CONFIG);
    nameVersion(stack, 'abcdefabcdef');

    const functions = resourcesOf(Template.fromStack(stack), 'AWS::Lambda::Function');

    expect(functions.length).toBeGreaterThan(5);
    for (const { properties } of functions) {
      expect(properties).toMatchObject({
        Environment: { Variables: { COUNTERSIGN_VERSION: 'abcdefabcdef' } },
      });
    }
  });
});
