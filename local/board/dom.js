// @ts-check
/**
 * Building and updating elements. Text always becomes a text node, so nothing that is shown can become markup.
 *
 * @typedef {Node | string | number | null | false | undefined} Child
 */

/**
 * Makes an element. A property that is null, undefined or false is left out; true becomes an empty attribute.
 *
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [properties]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
  return element;
}

/**
 * The element of the page with this id; the page's own HTML promises it.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element;
}

/**
 * Writes only what differs: a live region speaks once, a selection of text survives.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @type {WeakMap<Element, string>} */
const drawnFrom = new WeakMap();

/**
 * Makes the children of `container` show `items`, touching only those that changed. A child keeps its element as
 * long as its key lives, so focus, selection, scroll position and opened details stay.
 *
 * @template T
 * @param {Element} container
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf unique among the items
 * @param {(item: T) => HTMLElement} view
 * @param {unknown} [context] what `view` reads besides the item; when it changes, every child is drawn again
 */
export function patchList(container, items, keyOf, view, context = null) {
  const old = new Map(Array.from(container.children, (child) => [child.getAttribute('data-key'), child]));
  const keys = items.map(keyOf);
  for (const gone of new Set(old.keys()).difference(new Set(keys))) old.get(gone)?.remove();
  let cursor = container.firstElementChild;
  items.forEach((item, index) => {
    const key = keys[index] ?? '';
    const child = upToDate(old.get(key), key, JSON.stringify([item, context]), () => view(item));
    if (child === cursor) cursor = cursor.nextElementSibling;
    else container.insertBefore(child, cursor);
  });
}

/**
 * @param {Element | undefined} old
 * @param {string} key
 * @param {string} source
 * @param {() => HTMLElement} draw
 * @returns {Element}
 */
function upToDate(old, key, source, draw) {
  if (old !== undefined && drawnFrom.get(old) === source) return old;
  const fresh = draw();
  fresh.setAttribute('data-key', key);
  const child = old === undefined || old.tagName !== fresh.tagName ? fresh : old;
  if (child === old) morph(child, fresh);
  else old?.remove();
  drawnFrom.set(child, source);
  return child;
}

/**
 * Makes `element` equal to `fresh`, changing as little as possible. What the reader opened stays open.
 *
 * @param {Element} element
 * @param {Element} fresh of the same tag
 */
export function morph(element, fresh) {
  for (const { name } of Array.from(element.attributes)) {
    if (name !== 'open' && !fresh.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of Array.from(fresh.attributes)) {
    if (name !== 'open' && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  const wanted = Array.from(fresh.childNodes);
  while (element.childNodes.length > wanted.length) element.lastChild?.remove();
  wanted.forEach((node, index) => {
    morphChild(element, element.childNodes[index], node);
  });
}

/**
 * @param {Element} parent
 * @param {ChildNode | undefined} old
 * @param {ChildNode} fresh
 */
function morphChild(parent, old, fresh) {
  if (old === undefined) parent.append(fresh);
  else if (old.nodeName !== fresh.nodeName) old.replaceWith(fresh);
  else if (old instanceof Element && fresh instanceof Element) morph(old, fresh);
  else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
}
