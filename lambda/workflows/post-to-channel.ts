import type { Case } from '../cases/case.ts';
import { afterNews, afterPost } from '../cases/incident-news.ts';
import { incidentIdOf } from '../cases/shared-incident.ts';
import { renderHistory } from '../cases/words/history-post.ts';
import { hasNews, renderEnd, renderNews } from '../cases/words/news-post.ts';
import { renderRecords } from '../cases/words/records-post.ts';
import { renderSecurityPost } from '../cases/words/security-post.ts';
import type { ChatMessage } from '../ports/chat.ts';
import { informed } from './after-failure.ts';
import type { EffectPorts } from './effect-ports.ts';
import type { EffectResult } from './run-outbox.ts';

/** What the security channel is told of a case. */
export type ChannelEffect = 'post' | 'post-history' | 'post-records' | 'post-news' | 'post-end';

const NOBODY: EffectResult = { kind: 'done', note: 'no security channel is configured' };
const NOTHING: EffectResult = { kind: 'done', note: 'nothing to tell' };

/** Tells the security channel: the first time for everybody to see, then in the thread of that. */
export async function postToChannel(
  ports: EffectPorts,
  item: Case,
  effect: ChannelEffect,
  attempts: number,
): Promise<EffectResult> {
  if (ports.securityChannel === null) return NOBODY;
  switch (effect) {
    case 'post':
      return post(ports, ports.securityChannel, item, attempts);
    case 'post-history':
      return item.history === undefined
        ? NOTHING
        : inThread(ports, item, renderHistory(item.id, item.history), attempts);
    case 'post-records':
      return inThread(ports, item, renderRecords(item), attempts);
    case 'post-news':
      return news(ports, item, attempts);
    case 'post-end':
      return isPending(item, 'post') ? notYet(ports) : end(ports, item, attempts);
  }
}

/** A case that is part of an incident is told in the thread of that. */
async function post(
  { chat, cases, clock }: EffectPorts,
  channel: string,
  item: Case,
  attempts: number,
): Promise<EffectResult> {
  const incident = incidentIdOf(item);
  const thread = incident === item.id ? undefined : (await cases.get(incident))?.post;
  const outcome = await chat.post(channel, renderSecurityPost(item), thread);
  if (outcome.kind !== 'delivered') return informed(outcome, attempts, clock.now());
  const message = thread ?? outcome.value;
  return { kind: 'done', note: 'delivered', change: (stored) => afterPost(stored, message, item) };
}

/** What has joined since the channel was last told. */
async function news(ports: EffectPorts, item: Case, attempts: number): Promise<EffectResult> {
  if (isPending(item, 'post')) return notYet(ports);
  if (item.post === undefined || !hasNews(item)) return NOTHING;
  const result = await inThread(ports, item, renderNews(item), attempts);
  return result.kind === 'done' ? { ...result, change: (stored) => afterNews(stored, item) } : result;
}

async function end(ports: EffectPorts, item: Case, attempts: number): Promise<EffectResult> {
  const { closed } = item;
  if (item.post === undefined || closed === undefined) return NOTHING;
  return inThread(ports, item, renderEnd(item, closed), attempts);
}

async function inThread(
  { chat, clock, securityChannel }: EffectPorts,
  item: Case,
  message: ChatMessage,
  attempts: number,
): Promise<EffectResult> {
  if (securityChannel === null) return NOBODY;
  return informed(await chat.post(securityChannel, message, item.post), attempts, clock.now());
}

function isPending({ outbox }: Case, kind: ChannelEffect): boolean {
  return outbox.some(({ effect }) => effect.kind === kind);
}

function notYet({ clock }: EffectPorts): EffectResult {
  return { kind: 'again', at: clock.now(), note: 'the channel has not been told of the incident yet' };
}
