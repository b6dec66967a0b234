/** Thrown while a pattern is read, where it cannot be accepted: the reason, said to the rule's author. */
export class RegexRefusal extends Error {}
