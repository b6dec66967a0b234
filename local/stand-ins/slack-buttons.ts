import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { isObject, listOf, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';

export interface Button {
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string;
  readonly text: string;
}

/** What our action ids begin with; the rest is the action's short name. */
export const ACTION_PREFIX = 'countersign.';

/** The buttons in a message's blocks, in order. */
export function buttonsIn(blocks: readonly JsonObject[]): readonly Button[] {
  return blocks.flatMap((block, index) => {
    const blockId = textOf(block['block_id']) ?? `block-${index}`;
    const elements = [...listOf(block['elements']), block['accessory'] ?? null].filter(isObject);
    return elements
      .filter((element) => element['type'] === 'button')
      .map((button) => ({
        actionId: textOf(button['action_id']) ?? '',
        blockId,
        value: textOf(button['value']) ?? '',
        text: textOf(objectOf(button['text'])['text']) ?? '',
      }));
  });
}

/** The short names of the buttons in a message's blocks: `yes`, `no`, `wrong-person`. */
export function actionsIn(blocks: readonly JsonObject[]): readonly string[] {
  return buttonsIn(blocks).map(({ actionId }) =>
    actionId.startsWith(ACTION_PREFIX) ? actionId.slice(ACTION_PREFIX.length) : actionId,
  );
}
