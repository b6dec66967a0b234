/** Fields to look for, as a tree of the names on their paths. */
export interface FieldTree {
  readonly name: Buffer;
  readonly length: number;
  /** Number of the field that ends here; behind the last of them, one of its own for each that does not. */
  readonly slot: number;
  readonly isLeaf: boolean;
  /** The parts below by the first bytes of their names. */
  readonly below: readonly (readonly FieldTree[] | undefined)[];
}

/** The tree of dotted paths; the number of a field is its place among them. */
export function fieldTree(paths: readonly string[]): { readonly tree: FieldTree; readonly slots: number } {
  let slots = paths.length;
  const takeSlot = () => {
    slots += 1;
    return slots - 1;
  };
  const rests = paths.map((path, field) => ({ segments: path.split('.'), field }));
  const tree = branch('', rests, takeSlot);
  return { tree, slots };
}

const BYTES = 256;

interface Rest {
  readonly segments: readonly string[];
  readonly field: number;
}

function branch(name: string, rests: readonly Rest[], takeSlot: () => number): FieldTree {
  const own = rests.find(({ segments }) => segments.length === 0);
  const longer = rests.filter(({ segments }) => segments.length > 0);
  const names = new Set(longer.map(({ segments }) => segments[0] ?? ''));
  const below = [...names].map((next) =>
    branch(
      next,
      longer
        .filter(({ segments }) => segments[0] === next)
        .map(({ segments, field }) => ({ segments: segments.slice(1), field })),
      takeSlot,
    ),
  );
  const bytes = Buffer.from(name);
  const byFirst = Array.from({ length: BYTES }, (_, first) => {
    const parts = below.filter((part) => part.name[0] === first);
    return parts.length === 0 ? undefined : parts;
  });
  const isLeaf = below.length === 0;
  return { name: bytes, length: bytes.length, slot: own?.field ?? takeSlot(), isLeaf, below: byFirst };
}
