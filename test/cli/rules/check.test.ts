import { checkRules } from '../../../cli/rules/check.ts';
import { OWN_FOLDER } from '../../../cli/rules/rules.ts';

describe("the project's own rules", () => {
  test('have nothing wrong with them', () => {
    const input = { folders: [OWN_FOLDER], ownFolder: OWN_FOLDER, levels: {}, isWhole: true, json: true };
    const outcome = checkRules({ ...input, now: 0 });

    expect(outcome.kind === 'bad-input' ? outcome : JSON.parse(outcome.text).problems).toEqual([]);
  });
});
