/**
 * Characters in one event pattern; an account may ask for up to 4,096.
 * Source: "Amazon EventBridge quotas", Amazon EventBridge User Guide.
 */
export const MAX_PATTERN_CHARACTERS = 2_048;

/** Rules on one event bus in most regions. Source: "Amazon EventBridge quotas". */
export const MAX_RULES_PER_BUS = 300;

/** The same in Africa (Cape Town) and Europe (Milan). Source: "Amazon EventBridge quotas". */
export const MAX_RULES_PER_BUS_SMALL_REGIONS = 100;

/** Numbers outside ± this are compared as text only. Source: README of aws/event-ruler, "Numeric matching". */
export const MAX_COMPARABLE_NUMBER = 5_000_000_000;

/** Source: README of aws/event-ruler, "Numeric matching". */
export const MAX_COMPARABLE_DECIMALS = 6;

/** Alternatives of all `$or` lists multiplied. Source: "Comparison operators for use in event patterns", `$or`. */
export const MAX_OR_COMBINATIONS = 1_000;

/** Bytes of one event on a bus. Source: "Amazon EventBridge quotas" (raised in January 2026). */
export const MAX_EVENT_BYTES = 1_048_576;
