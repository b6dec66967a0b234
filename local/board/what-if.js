// @ts-check
/** The drawer for trying what the story does not show: outages, time, calls of one's own. */
import { byId, h, setText } from './dom.js';

/** @typedef {import('./board-types.ts').Board} Board */

const VENDORS = /** @type {const} */ ({ slack: 'Slack', duo: 'Duo', pagerduty: 'PagerDuty' });
const MODES = ['up', 'down', 'slow', 'throttled', 'garbage'];
const ADVANCES = ['1m', '16m', '1h', '1d'];

const EXAMPLE = {
  eventVersion: '1.10',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:dana@example.com',
    arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/dana@example.com',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLE',
  },
  eventTime: '2026-01-01T12:00:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.31.0',
  requestParameters: { userName: 'build-bot' },
  responseElements: null,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
};

/** @param {{ post: typeof import('./post.js').post, now: () => number }} page */
export function createWhatIf({ post, now }) {
  const drawer = byId('what-if');
  const said = h('output', { class: 'told-result', 'aria-live': 'polite' });
  /** @type {Element | null} */
  let openedFrom = null;

  /**
   * @param {string} path
   * @param {unknown} body
   * @param {string} done
   */
  async function send(path, body, done) {
    setText(said, 'Sending…');
    const answer = await post(path, body);
    const detail =
      typeof answer.body === 'object' && answer.body !== null
        ? JSON.stringify(answer.body, null, 1)
        : String(answer.body ?? '');
    said.className = answer.ok ? 'told-result good' : 'told-result bad';
    setText(said, answer.ok ? `${done}\n${detail}`.trim() : `${answer.said}\n${detail}`.trim());
  }

  const record = h('textarea', { id: 'own-record', rows: '12', spellcheck: 'false', autocomplete: 'off' });
  const actingAs = h('select', { id: 'acting-as' }, h('option', { value: '' }, 'the person asked'));

  function open() {
    if (!drawer.hidden) return;
    openedFrom = document.activeElement;
    drawer.hidden = false;
    byId('open-what-if').setAttribute('aria-expanded', 'true');
    if (record instanceof HTMLTextAreaElement && record.value === '') record.value = example(now());
    drawer.querySelector('button')?.focus();
  }

  function close() {
    if (drawer.hidden) return;
    drawer.hidden = true;
    byId('open-what-if').setAttribute('aria-expanded', 'false');
    if (openedFrom instanceof HTMLElement && openedFrom !== document.body) openedFrom.focus();
  }

  drawer.append(...contents(record, actingAs, said));
  drawer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  drawer.addEventListener('change', (event) => {
    const select = event.target;
    if (!(select instanceof HTMLSelectElement) || select.dataset['outage'] === undefined) return;
    void send('api/outage', { vendor: select.dataset['outage'], mode: select.value }, 'Done.');
  });

  return {
    open,
    close,
    toggle: () => (drawer.hidden ? open() : close()),
    /** The Slack id that presses the buttons; empty for the person asked. */
    actingAs: () => (actingAs instanceof HTMLSelectElement ? actingAs.value : ''),
    /** @param {Board} board */
    show: (board) => showVendors(board, actingAs),
    actions: {
      'close-what-if': close,
      /** @param {HTMLElement} button */
      advance: (button) =>
        send(
          'api/clock',
          { advance: button.dataset['advance'] },
          `The clock moved on by ${button.dataset['advance']}.`,
        ),
      drain: () => send('api/drain', {}, 'Drained.'),
      example: () => {
        if (record instanceof HTMLTextAreaElement) record.value = example(now());
      },
      send: () =>
        send(
          'api/calls',
          record instanceof HTMLTextAreaElement ? record.value : '',
          'Accepted. Watch the calls.',
        ),
    },
  };
}

/**
 * A record that has just been made.
 *
 * @param {number} now
 */
function example(now) {
  const eventTime = `${new Date(now).toISOString().slice(0, 19)}Z`;
  return JSON.stringify({ ...EXAMPLE, eventTime, eventID: crypto.randomUUID() }, null, 2);
}

/**
 * @param {HTMLElement} record
 * @param {HTMLElement} actingAs
 * @param {HTMLElement} said
 */
function contents(record, actingAs, said) {
  const button = (/** @type {string} */ label, /** @type {Record<string, string>} */ properties) =>
    h('button', { type: 'button', ...properties }, label);
  return [
    h(
      'header',
      {},
      h('h2', { id: 'what-if-title' }, 'What if…'),
      button('×', { class: 'icon', 'data-do': 'close-what-if', 'aria-label': 'Close' }),
    ),
    h(
      'fieldset',
      {},
      h('legend', {}, '… a vendor fails?'),
      ...Object.entries(VENDORS).map(([vendor, name]) => outage(vendor, name)),
    ),
    h(
      'fieldset',
      { class: 'row' },
      h('legend', {}, '… time passes?'),
      ...ADVANCES.map((advance) => button(`+ ${advance}`, { 'data-do': 'advance', 'data-advance': advance })),
      button('Drain now', { 'data-do': 'drain' }),
    ),
    h(
      'fieldset',
      {},
      h('legend', {}, '… somebody else presses the button?'),
      h('label', { for: 'acting-as' }, 'Buttons in Slack are pressed by'),
      actingAs,
    ),
    h(
      'fieldset',
      {},
      h('legend', {}, '… this call is made?'),
      h('label', { for: 'own-record' }, 'A CloudTrail record, or several'),
      record,
      h(
        'div',
        { class: 'row' },
        button('Send', { class: 'primary', 'data-do': 'send' }),
        button('Fresh example', { 'data-do': 'example' }),
      ),
    ),
    said,
  ];
}

/**
 * @param {string} vendor
 * @param {string} name
 */
function outage(vendor, name) {
  const id = `outage-${vendor}`;
  return h(
    'div',
    { class: 'outage' },
    h('label', { for: id }, name),
    h('select', { id, 'data-outage': vendor }, ...MODES.map((mode) => h('option', { value: mode }, mode))),
  );
}

/**
 * @param {Board} board
 * @param {HTMLElement} actingAs
 */
function showVendors(board, actingAs) {
  for (const [vendor, mode] of Object.entries(board.vendors)) {
    const select = document.getElementById(`outage-${vendor}`);
    if (select instanceof HTMLSelectElement && document.activeElement !== select) select.value = mode;
    const chip = document.querySelector(`.vendor[data-vendor="${vendor}"]`);
    if (chip instanceof HTMLElement) {
      chip.hidden = mode === 'up';
      setText(chip, mode);
    }
  }
  for (const [id, user] of Object.entries(board.users)) {
    const known = Array.from(actingAs.children).some((option) => option.getAttribute('value') === id);
    if (!known) actingAs.append(h('option', { value: id }, user.name));
  }
}
