import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { isArray, isObject, listOf, textOf } from '../../lambda/cloudtrail/json.ts';

/** Slack's limits, in characters or pieces. (Slack's reference, "Blocks", "Block elements".) */
export const BLOCK_LIMITS = {
  blocks: 50,
  text: 3_000,
  fields: 10,
  fieldText: 2_000,
  headerText: 150,
  actionElements: 25,
  contextElements: 10,
  buttonText: 75,
  buttonValue: 2_000,
  id: 255,
  /** Undocumented: reported to fail from about 13,200 characters in all (slackapi/bolt-js issue 2509). */
  allTogether: 13_200,
} as const;

export type BlocksVerdict =
  | { readonly ok: true; readonly blocks: readonly JsonObject[] }
  | { readonly ok: false; readonly error: string; readonly problems: readonly string[] };

/** Judges the `blocks` parameter as Slack does, and where Slack is lenient or silent, strictly. */
export function judgeBlocks(value: JsonValue): BlocksVerdict {
  if (!isArray(value)) return { ok: false, error: 'invalid_blocks_format', problems: ['not an array'] };
  const problems = [
    ...tooMany(value.length, BLOCK_LIMITS.blocks, '/blocks'),
    ...value.flatMap((block, index) => blockProblems(block, `/blocks/${index}`)),
    ...duplicates(value.map(idOf('block_id')), '/blocks'),
  ];
  if (problems.length > 0) return { ok: false, error: 'invalid_blocks', problems };
  if (JSON.stringify(value).length > BLOCK_LIMITS.allTogether) {
    return { ok: false, error: 'msg_blocks_too_long', problems: [] };
  }
  return { ok: true, blocks: value.filter(isObject) };
}

function blockProblems(block: JsonValue, at: string): readonly string[] {
  if (!isObject(block)) return [`must be an object [json-pointer:${at}]`];
  switch (block['type']) {
    case 'divider':
      return [];
    case 'header':
      return textProblems(block['text'], BLOCK_LIMITS.headerText, `${at}/text`, ['plain_text']);
    case 'section':
      return sectionProblems(block, at);
    case 'context':
      return listProblems(
        block['elements'],
        BLOCK_LIMITS.contextElements,
        `${at}/elements`,
        (element, place) => textProblems(element, BLOCK_LIMITS.text, place),
      );
    case 'actions':
      return [
        ...listProblems(block['elements'], BLOCK_LIMITS.actionElements, `${at}/elements`, buttonProblems),
        ...duplicates(listOf(block['elements']).map(idOf('action_id')), at),
      ];
    default:
      return [`unsupported type: ${String(block['type'])} [json-pointer:${at}/type]`];
  }
}

function sectionProblems(block: JsonObject, at: string): readonly string[] {
  const { text, fields, accessory } = block;
  if (text === undefined && fields === undefined) return [`text or fields required [json-pointer:${at}]`];
  return [
    ...(text === undefined ? [] : textProblems(text, BLOCK_LIMITS.text, `${at}/text`)),
    ...(fields === undefined
      ? []
      : listProblems(fields, BLOCK_LIMITS.fields, `${at}/fields`, (field, place) =>
          textProblems(field, BLOCK_LIMITS.fieldText, place),
        )),
    ...(accessory === undefined ? [] : buttonProblems(accessory, `${at}/accessory`)),
  ];
}

function buttonProblems(element: JsonValue, at: string): readonly string[] {
  if (!isObject(element) || element['type'] !== 'button') return [`must be a button [json-pointer:${at}]`];
  const { value, style } = element;
  return [
    ...textProblems(element['text'], BLOCK_LIMITS.buttonText, `${at}/text`, ['plain_text']),
    ...lengthProblems(element['action_id'], BLOCK_LIMITS.id, `${at}/action_id`),
    ...(value === undefined ? [] : lengthProblems(value, BLOCK_LIMITS.buttonValue, `${at}/value`)),
    ...(style === undefined || style === 'primary' || style === 'danger'
      ? []
      : [`must be primary or danger [json-pointer:${at}/style]`]),
  ];
}

function textProblems(
  text: JsonValue | undefined,
  limit: number,
  at: string,
  types: readonly string[] = ['plain_text', 'mrkdwn'],
): readonly string[] {
  if (!isObject(text)) return [`must be a text object [json-pointer:${at}]`];
  const type = textOf(text['type']) ?? 'none';
  return [
    ...(types.includes(type) ? [] : [`must be ${types.join(' or ')} [json-pointer:${at}/type]`]),
    ...lengthProblems(text['text'], limit, `${at}/text`),
  ];
}

function lengthProblems(value: JsonValue | undefined, limit: number, at: string): readonly string[] {
  if (typeof value !== 'string') return [`must be a string [json-pointer:${at}]`];
  if (value === '') return [`must be more than 0 characters [json-pointer:${at}]`];
  return value.length > limit ? [`must be less than ${limit + 1} characters [json-pointer:${at}]`] : [];
}

function listProblems(
  list: JsonValue | undefined,
  limit: number,
  at: string,
  problemsOf: (item: JsonValue, at: string) => readonly string[],
): readonly string[] {
  if (!isArray(list) || list.length === 0) return [`no fewer than 1 items allowed [json-pointer:${at}]`];
  return [
    ...tooMany(list.length, limit, at),
    ...list.flatMap((item, index) => problemsOf(item, `${at}/${index}`)),
  ];
}

function tooMany(count: number, limit: number, at: string): readonly string[] {
  return count > limit ? [`no more than ${limit} items allowed [json-pointer:${at}]`] : [];
}

function idOf(name: 'block_id' | 'action_id') {
  return (item: JsonValue): string | null => (isObject(item) ? textOf(item[name]) : null);
}

function duplicates(ids: readonly (string | null)[], at: string): readonly string[] {
  const known = ids.filter((id) => id !== null);
  return new Set(known).size === known.length ? [] : [`duplicate ids [json-pointer:${at}]`];
}
