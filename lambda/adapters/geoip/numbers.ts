/** Whole numbers from 0 to 2^53, seven bits a byte, the lowest first, the top bit set on all but the last byte. */
export function writeNumbers(numbers: Iterable<number>): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** Fills the list with the numbers that begin at that byte; the answer is the byte after the last one. */
export function readNumbers(bytes: Uint8Array, from: number, into: Uint32Array | Float64Array): number {
  let at = from;
  for (let count = 0; count < into.length; count += 1) {
    let byte = bytes[at++] ?? 0;
    let number = byte;
    for (let weight = 128; byte >= 128; weight *= 128) {
      byte = bytes[at++] ?? 0;
      number += (byte - 1) * weight;
    }
    into[count] = number;
  }
  return at;
}
