import { createDuoSecondFactor } from '../adapters/duo/duo-second-factor.ts';
import { createPagerDutyPager } from '../adapters/pagerduty/pagerduty-pager.ts';
import { withSecret } from '../adapters/secrets-manager/with-secret.ts';
import { rememberedUsers } from '../adapters/slack/remembered-users.ts';
import { createSlackChat } from '../adapters/slack/slack-chat.ts';
import type { Config } from '../config/config.ts';
import { ENVIRONMENT } from '../environment.ts';
import { duoNamesOf } from '../people/duo-names.ts';
import type { Chat } from '../ports/chat.ts';
import type { Pager } from '../ports/pager.ts';
import type { SecondFactor } from '../ports/second-factor.ts';
import { SECRET_FIELDS } from '../secret-fields.ts';
import type { Runtime } from './runtime.ts';

export function chatOf({ secrets, environment, fetch, clock }: Runtime): Chat {
  const name = environment[ENVIRONMENT.slackTokenSecret] ?? '';
  const slack = withSecret(secrets, name, (fields) =>
    createSlackChat({ token: fields[SECRET_FIELDS.slackToken.token] ?? '', fetch }),
  );
  return {
    findUser: rememberedUsers((email) => slack((chat) => chat.findUser(email)), clock),
    post: (to, message, thread) => slack((chat) => chat.post(to, message, thread)),
    update: (at, message) => slack((chat) => chat.update(at, message)),
    showHome: (user, blocks) => slack((chat) => chat.showHome(user, blocks)),
    whisper: (channel, user, text) => slack((chat) => chat.whisper(channel, user, text)),
  };
}

export function secondFactorOf(
  { secrets, environment, fetch, clock }: Runtime,
  config: Config,
): SecondFactor {
  const name = environment[ENVIRONMENT.duoSecret] ?? '';
  const duo = withSecret(secrets, name, (fields) =>
    createDuoSecondFactor({
      host: config.duo.host ?? '',
      namesOf: (email) => duoNamesOf(email, config),
      integrationKey: fields[SECRET_FIELDS.duo.integrationKey] ?? '',
      secretKey: fields[SECRET_FIELDS.duo.secretKey] ?? '',
      fetch,
      clock,
    }),
  );
  return {
    start: (request) => duo((factor) => factor.start(request)),
    status: (txid, waitMs) => duo((factor) => factor.status(txid, waitMs)),
  };
}

export function pagerOf({ secrets, environment, fetch }: Runtime, config: Config): Pager {
  const name = environment[ENVIRONMENT.pagerDutySecret] ?? '';
  const pagerDuty = withSecret(secrets, name, (fields) =>
    createPagerDutyPager({
      routingKey: fields[SECRET_FIELDS.pagerDuty.routingKey] ?? '',
      region: config.pagerDuty.region,
      fetch,
    }),
  );
  return {
    trigger: (page) => pagerDuty((pager) => pager.trigger(page)),
    resolve: (dedupKey) => pagerDuty((pager) => pager.resolve(dedupKey)),
  };
}
