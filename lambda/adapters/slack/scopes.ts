/** What the bot's token must be allowed; docs/deploy/slack-app-manifest.yaml asks for the same. */
export const SLACK_SCOPES: readonly string[] = ['chat:write', 'im:write', 'users:read', 'users:read.email'];
