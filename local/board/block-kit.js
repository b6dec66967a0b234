// @ts-check
/** Slack's Block Kit, as far as Countersign writes it, drawn as elements. Unknown blocks are named, never guessed. */
import { h } from './dom.js';
import { mrkdwn, unescaped } from './mrkdwn.js';

/**
 * @typedef {import('./board-types.ts').TextObject} TextObject
 * @typedef {import('./board-types.ts').BlockElement} BlockElement
 * @typedef {import('./board-types.ts').Block} Block
 * @typedef {import('./mrkdwn.js').Reading & { button: (element: BlockElement, label: string) => HTMLElement | null }} Drawing
 */

/**
 * @param {readonly Block[]} blocks
 * @param {Drawing} drawing `button` draws one button; null leaves it out
 * @returns {DocumentFragment}
 */
export function drawBlocks(blocks, drawing) {
  const fragment = document.createDocumentFragment();
  for (const block of blocks) fragment.append(drawBlock(block, drawing));
  return fragment;
}

/**
 * @param {Block} block
 * @param {Drawing} drawing
 * @returns {HTMLElement}
 */
function drawBlock(block, drawing) {
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'block-header' }, drawText(block.text, drawing));
    case 'section':
      return section(block, drawing);
    case 'context':
      return h(
        'p',
        { class: 'block-context' },
        ...(block.elements ?? []).map((part) => contextPart(part, drawing)),
      );
    case 'divider':
      return h('hr');
    case 'actions':
      return h(
        'div',
        { class: 'block-actions' },
        ...(block.elements ?? []).map((part) => control(part, drawing)),
      );
    default:
      return h('p', { class: 'block-context' }, `(a block of type ${String(block.type)})`);
  }
}

/**
 * @param {Block} block
 * @param {Drawing} drawing
 */
function section(block, drawing) {
  return h(
    'div',
    { class: 'block-section' },
    block.text ? h('div', { class: 'block-text' }, drawText(block.text, drawing)) : null,
    block.fields
      ? h(
          'div',
          { class: 'block-fields' },
          ...block.fields.map((field) => h('div', {}, drawText(field, drawing))),
        )
      : null,
    block.accessory ? control(block.accessory, drawing) : null,
  );
}

/**
 * @param {TextObject | undefined} text
 * @param {Drawing} drawing
 */
function drawText(text, drawing) {
  if (text?.type === 'mrkdwn') return mrkdwn(String(text.text ?? ''), drawing);
  return unescaped(String(text?.text ?? ''));
}

/**
 * @param {BlockElement} part
 * @param {Drawing} drawing
 */
function contextPart(part, drawing) {
  const text = typeof part.text === 'string' ? part.text : '';
  return h('span', {}, drawText({ type: part.type ?? 'plain_text', text }, drawing));
}

/**
 * @param {BlockElement} part
 * @param {Drawing} drawing
 */
function control(part, drawing) {
  if (part.type !== 'button') return null;
  const label = typeof part.text === 'string' ? part.text : String(part.text?.text ?? '');
  return drawing.button(part, unescaped(label));
}
