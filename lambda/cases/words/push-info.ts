import type { PushRequest } from '../../ports/second-factor.ts';
import type { Question } from '../case.ts';
import { cleanText } from './clean-text.ts';
import { commonFacts, linesOf } from './summary-of-calls.ts';
import { utcMinute } from './times.ts';

/** What the phone shows: enough to notice a push for somebody else's doing. */
export function pushRequestOf(question: Question): PushRequest {
  const common = commonFacts(question.calls);
  const kinds = linesOf(question.calls, 'kind').map(
    (line) => `${line.eventName}${line.count === 1 ? '' : ` x${line.count}`}`,
  );
  const listed = kinds.slice(0, 4).join(', ') + (kinds.length > 4 ? ` and ${kinds.length - 4} more` : '');
  return {
    person: question.person.email,
    info: {
      Code: question.code,
      Calls: cleanText(listed, 200),
      Account: cleanText(common.account ?? `${common.accounts} accounts`, 40),
      From: cleanText(common.address ?? 'several addresses', 60),
      ...(common.lastAt === null ? {} : { When: utcMinute(common.lastAt) }),
    },
  };
}
