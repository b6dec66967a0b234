import type { Pattern, Token } from './pattern.ts';

/** Encodings of the Sigma modifiers. Source: "Sigma Modifiers" appendix 2.1. */
export type Encoding = 'utf16le' | 'utf16be' | 'utf16' | 'base64' | 'base64offset';

/** The texts that a value becomes; a byte is one character where the bytes are not text. */
export function encode(text: string, encodings: readonly Encoding[]): readonly string[] {
  let variants: readonly Buffer[] = [Buffer.from(text, 'utf8')];
  for (const encoding of encodings) variants = variants.flatMap((bytes) => encodeBytes(bytes, encoding));
  return variants.map((bytes) => bytes.toString('latin1'));
}

function encodeBytes(bytes: Buffer, encoding: Encoding): readonly Buffer[] {
  switch (encoding) {
    case 'utf16le':
      return [utf16le(bytes)];
    case 'utf16be':
      return [utf16le(bytes).swap16()];
    case 'utf16':
      return [Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le(bytes)])];
    case 'base64':
      return [Buffer.from(bytes.toString('base64'), 'latin1')];
    case 'base64offset':
      return [0, 1, 2].map((shift) => base64At(bytes, shift));
    default: {
      const unreachable: never = encoding;
      return unreachable;
    }
  }
}

function utf16le(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8'), 'utf16le');
}

/** The characters that depend on the value alone when it stands `shift` bytes into what was encoded. */
function base64At(bytes: Buffer, shift: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  const leading = [0, 2, 3][shift] ?? 0;
  const trailing = [0, 3, 2][(bytes.length + shift) % 3] ?? 0;
  return Buffer.from(encoded.slice(leading, encoded.length - trailing), 'latin1');
}

const DASH = /(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/u;

/** Lets every dash or slash that begins a word stand for each of the five characters command lines accept. */
export function withAnyDash(pattern: Pattern): Pattern {
  return pattern.flatMap((token): readonly Token[] => {
    if (token.kind !== 'literal') return [token];
    const runs = token.text.split(DASH);
    return runs.flatMap((text, index): readonly Token[] => [
      ...(index > 0 ? [{ kind: 'dash' } as const] : []),
      ...(text !== '' ? [{ kind: 'literal', text } as const] : []),
    ]);
  });
}
