// @ts-check
/**
 * Slack's mrkdwn, as far as Countersign writes it, drawn as elements: *bold*, _italic_, ~strike~, `code`, ```pre```,
 * &gt; quotes, <https://…|links>, <@user>, <!date^…>, the three entities and a handful of emoji. What it does not know
 * stays text.
 */
import { h } from './dom.js';

/** Drawn as text signs, so that they look alike on every machine. */
const EMOJI = new Map([
  ['white_check_mark', ['✔', 'good']],
  ['heavy_check_mark', ['✔', 'good']],
  ['x', ['✖', 'bad']],
  ['no_entry', ['⊘', 'bad']],
  ['no_entry_sign', ['⊘', 'bad']],
  ['rotating_light', ['▲', 'bad']],
  ['warning', ['⚠\uFE0E', 'warn']],
  ['bell', ['●', 'warn']],
  ['question', ['?', 'warn']],
  ['hourglass', ['◷', 'plain']],
  ['hourglass_flowing_sand', ['◷', 'plain']],
  ['alarm_clock', ['◷', 'plain']],
  ['iphone', ['▯', 'plain']],
  ['lock', ['▣', 'plain']],
  ['key', ['⚿', 'plain']],
  ['information_source', ['i', 'plain']],
]);

const TOKEN = new RegExp(
  [
    '```(?<pre>[\\s\\S]+?)```',
    '`(?<code>[^`\\n]+)`',
    '<(?<angle>[^<>\\n]+)>',
    '(?<![\\w*])\\*(?<bold>[^*\\n]+)\\*(?![\\w*])',
    '(?<![\\w_])_(?<italic>[^_\\n]+)_(?![\\w_])',
    '(?<![\\w~])~(?<strike>[^~\\n]+)~(?![\\w~])',
    ':(?<emoji>[a-z0-9_+-]+):',
    '(?<=^|\\n)(?:&gt;|>) ?(?<quote>[^\\n]*)\\n?',
    '(?<line>\\n)',
  ].join('|'),
  'g',
);

/**
 * @typedef {object} Reading
 * @property {(userId: string) => string | undefined} nameOf the name of a Slack user
 */

/**
 * The three entities that Slack knows, undone.
 *
 * @param {string} text
 */
export function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * @param {string} text
 * @param {Reading} reading
 * @returns {DocumentFragment}
 */
export function mrkdwn(text, reading) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(TOKEN)) {
    fragment.append(unescaped(text.slice(from, found.index)), element(found, reading));
    from = found.index + found[0].length;
  }
  fragment.append(unescaped(text.slice(from)));
  fragment.normalize();
  return fragment;
}

/**
 * @param {RegExpExecArray} found
 * @param {Reading} reading
 * @returns {Node | string}
 */
function element(found, reading) {
  const { pre, code, angle, bold, italic, strike, emoji, quote } = found.groups ?? {};
  if (pre !== undefined) return h('pre', {}, unescaped(pre.replace(/^\n|\n$/g, '')));
  if (code !== undefined) return h('code', {}, unescaped(code));
  if (angle !== undefined) return reference(angle, reading);
  if (bold !== undefined) return h('strong', {}, mrkdwn(bold, reading));
  if (italic !== undefined) return h('em', {}, mrkdwn(italic, reading));
  if (strike !== undefined) return h('s', {}, mrkdwn(strike, reading));
  if (quote !== undefined) return h('blockquote', {}, mrkdwn(quote, reading));
  if (emoji !== undefined) return emojiOf(emoji);
  return h('br');
}

/** @param {string} name */
function emojiOf(name) {
  const known = EMOJI.get(name);
  if (known === undefined) return `:${name}:`;
  const [sign, tone] = known;
  return h('span', { class: `emoji ${tone}`, role: 'img', 'aria-label': name.replaceAll('_', ' ') }, sign);
}

/**
 * What stands between < and >: a link, a mention or a date.
 *
 * @param {string} inside
 * @param {Reading} reading
 */
function reference(inside, reading) {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inside.slice(bar + 1));
  if (/^https?:\/\//.test(target)) return link(unescaped(target), label);
  if (target.startsWith('@'))
    return mention(`@${reading.nameOf(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith('!date^')) return label ?? target;
  if (target.startsWith('!') || target.startsWith('#'))
    return mention(label ?? `${target.replace('!', '@')}`);
  return unescaped(`<${inside}>`);
}

/** @param {string} text */
function mention(text) {
  return h('span', { class: 'mention' }, text);
}

/**
 * @param {string} href
 * @param {string | undefined} label
 */
function link(href, label) {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, label ?? href);
}
