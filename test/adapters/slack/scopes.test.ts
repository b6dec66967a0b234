import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { SLACK_SCOPES } from '../../../lambda/adapters/slack/scopes.ts';

describe('the scopes of the bot', () => {
  test('are those that the manifest of the app asks for', () => {
    const file = resolve(__dirname, '../../../docs/deploy/slack-app-manifest.yaml');
    const manifest = parse(readFileSync(file, 'utf8'));

    expect(manifest.oauth_config.scopes.bot).toEqual(SLACK_SCOPES);
  });
});
