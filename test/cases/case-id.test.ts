import fc from 'fast-check';
import { caseIdOf, parseCaseId } from '../../lambda/cases/case-id.ts';

describe('case id', () => {
  test('gives back the group and the generation it was made of, whatever the group', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.nat(), (group, generation) => {
        expect(parseCaseId(caseIdOf(group, generation))).toEqual({ group, generation });
      }),
    );
  });

  test.each([
    '',
    '-',
    'c0ffee',
    'c0ffee-',
    '-1',
    'c0ffee-01',
    'c0ffee-1.5',
    'c0ffee--x',
    'c0ffee-1 ',
    'c0ffee-1e3',
  ])('%j is no id', (text) => {
    expect(parseCaseId(text)).toBeNull();
  });
});
