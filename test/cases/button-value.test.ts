import { buttonValue, parseButtonValue } from '../../lambda/cases/button-value.ts';
import { asked } from './samples.ts';

describe('the value of a button', () => {
  test('gives back the case and the revision', () => {
    const { id } = asked();
    expect(parseButtonValue(buttonValue(id, 17))).toEqual({ caseId: id, revision: 17 });
  });

  test.each([
    '',
    'yes',
    '0123.1',
    `${'0'.repeat(32)}-1`,
    `${'0'.repeat(32)}-1.x`,
    `${'0'.repeat(32)}-1.1 `,
    `${'G'.repeat(32)}-1.1`,
  ])('%j is of no case of ours', (value) => {
    expect(parseButtonValue(value)).toBeNull();
  });
});
