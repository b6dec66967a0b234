/** Why a question became a page, for a table. */
export const CAUSE_TITLES: Readonly<Record<string, string>> = {
  no: 'the person said no',
  'wrong-person': 'the wrong person was asked',
  silence: 'nobody answered in time',
  'push-denied': 'the push was denied',
  'push-fraud': 'the push was reported as fraud',
  'push-timeout': 'the push was not answered',
  'push-limit': 'the person had too many pushes',
  'no-second-factor': 'no usable second factor',
  'second-factor-unreachable': 'Duo could not be reached',
  unreachable: 'the question could not be delivered',
};
