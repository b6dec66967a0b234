interface Visit {
  readonly node: number;
  readonly successors: readonly number[];
  next: number;
}

/**
 * The strongly connected parts of a graph given by its successors, without recursion (Tarjan's algorithm).
 * Null when more than `most` nodes can be reached.
 */
export function strongComponents(
  starts: readonly number[],
  successors: (node: number) => readonly number[],
  most: number,
): readonly (readonly number[])[] | null {
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const components: number[][] = [];

  const enter = (node: number): Visit => {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, successors: successors(node), next: 0 };
  };
  const lower = (node: number, candidate: number | undefined) => {
    lowest.set(node, Math.min(lowest.get(node) ?? 0, candidate ?? 0));
  };

  for (const start of starts) {
    if (order.has(start)) continue;
    const path = [enter(start)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      if (order.size > most) return null;
      const next = visit.successors[visit.next];
      visit.next += 1;
      if (next === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) lower(parent.node, lowest.get(visit.node));
        if (lowest.get(visit.node) === order.get(visit.node)) {
          const component = open.splice(open.lastIndexOf(visit.node));
          for (const node of component) isOpen.delete(node);
          components.push(component);
        }
      } else if (!order.has(next)) {
        path.push(enter(next));
      } else if (isOpen.has(next)) {
        lower(visit.node, order.get(next));
      }
    }
  }
  return components;
}
