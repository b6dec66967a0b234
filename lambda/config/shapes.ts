import { z } from 'zod';

/** A mapping with these keys and no others. The error text lists the keys, for the message on an unknown one. */
export function mapping<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : `a mapping with ${known}`),
  });
}

/** A mapping that may be left out, or left empty (`people:` and nothing below it). */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => value ?? {}, mapping(shape));
}

export function list<Element extends z.ZodType>(element: Element, allowed: string) {
  return z.array(element, { error: allowed });
}

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `one of ${values.join(', ')}` });
}
