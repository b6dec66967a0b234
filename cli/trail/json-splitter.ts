import { parseJson } from '../../lambda/cloudtrail/json.ts';
import { ByteWindow } from './byte-window.ts';
import { CLOSE_LIST, COMMA, isSeparator, lineText, NEWLINE, OPEN_LIST, OPEN_OBJECT } from './json-bytes.ts';
import type { Piece } from './piece.ts';
import { brokenPiece, readPieces } from './piece.ts';
import { ValueScanner } from './value-scanner.ts';

/** A line up to this long is parsed in one go; beyond it, the items of a long list are taken one by one. 8 MiB. */
const LONGEST_LINE = 8 << 20;
/** A value longer than this is no record: AWS writes at most 1 MiB. 32 MiB. */
const LONGEST_VALUE = 32 << 20;
/** Members of an outermost object whose list holds the records. */
const LIST_MEMBER = /"(?:Records|Events)"\s*:\s*$/;
const LOOK_BACK = 64;

/** Windows programs put it in front of UTF-8. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts a stream of bytes into JSON values, whichever way they are written: one after another, on lines of their own, in
 * a list, or in the list `Records` or `Events` of an object. Keeps no more than one value or line in memory. Where the
 * bytes were cut into chunks changes nothing.
 */
export class JsonSplitter {
  readonly #window = new ByteWindow();
  #ended: boolean = false;
  #line = 1;
  /** Bytes at the window's start known to hold no end of line. */
  #searched = 0;
  #scanner: ValueScanner | null = null;
  /** The object around the list being read; its scanner goes on behind the list. */
  #wrapper: ValueScanner | null = null;
  #inList: boolean = false;
  /** Set when the value being scanned is not to be returned: the rest of a wrapper, or what is too long. */
  #silent: boolean = false;
  readonly #found: Piece[] = [];

  /** The line the next value begins on. */
  get line(): number {
    return this.#line;
  }

  push(chunk: Uint8Array): readonly Piece[] {
    this.#window.append(chunk);
    return this.#advance();
  }

  end(): readonly Piece[] {
    this.#ended = true;
    return this.#advance();
  }

  #advance(): readonly Piece[] {
    while (this.#scanner === null ? this.#between() : this.#within(this.#scanner)) {}
    if (this.#ended && this.#inList) {
      this.#inList = false;
      this.#found.push(brokenPiece(this.#line, 'the file ends in the middle of a list', ''));
    }
    return this.#found.splice(0);
  }

  /** Between two values. Returns whether there is more to do with the bytes at hand. */
  #between(): boolean {
    this.#skipSeparators();
    const bytes = this.#window.bytes();
    const first = bytes[0];
    if (first === undefined || (first === BYTE_ORDER_MARK[0] && bytes.length < 3 && !this.#ended)) {
      return false;
    }
    if (bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
      this.#take(3);
      return true;
    }
    if (this.#inList) {
      return this.#listItem(first, bytes);
    }
    return first === OPEN_OBJECT || first === OPEN_LIST
      ? this.#outermost(first, bytes)
      : this.#garbage(bytes);
  }

  #listItem(first: number, bytes: Buffer): boolean {
    if (first === CLOSE_LIST) {
      this.#take(1);
      this.#inList = false;
      this.#scanner = this.#wrapper;
      this.#silent = this.#wrapper !== null;
      this.#wrapper?.leaveList();
      this.#wrapper = null;
      return true;
    }
    if (first === OPEN_OBJECT || first === OPEN_LIST) {
      this.#scanner = new ValueScanner();
      return true;
    }
    return this.#garbage(bytes);
  }

  /** A value that is not in a list: most often a line, which is quickest parsed as it is. */
  #outermost(first: number, bytes: Buffer): boolean {
    const length = this.#lineLength(bytes);
    if (length === null) {
      return false;
    }
    if (length > 0) {
      const text = lineText(bytes, length);
      const parsed = text === null ? null : parseJson(text);
      if (parsed?.ok === true) {
        this.#found.push({ kind: 'value', line: this.#line, value: parsed.value });
        this.#take(length);
        return true;
      }
    }
    if (first === OPEN_LIST) {
      this.#take(1);
      this.#inList = true;
    } else {
      this.#scanner = new ValueScanner();
    }
    return true;
  }

  /** Bytes up to the end of the line; 0 when it is too long to wait for, null when there may be more to come. */
  #lineLength(bytes: Buffer): number | null {
    const newline = bytes.indexOf(NEWLINE, this.#searched);
    const length = newline === -1 ? bytes.length : newline;
    if (length > LONGEST_LINE) {
      return 0;
    }
    if (newline !== -1 || this.#ended) {
      return length;
    }
    this.#searched = bytes.length;
    return null;
  }

  #within(scanner: ValueScanner): boolean {
    const bytes = this.#window.bytes();
    const scan = scanner.scan(bytes);
    switch (scan.kind) {
      case 'more':
        return this.#waitForMore(scanner, bytes);
      case 'list':
        if (this.#isRecordList(bytes, scan.at)) {
          this.#wrapper = scanner;
          this.#scanner = null;
          this.#inList = true;
          this.#silent = false;
          this.#take(scan.at + 1, scanner.lines);
        } else {
          scanner.enterList(scan.at);
        }
        return true;
      case 'end':
      case 'broken':
        this.#finish(scanner, bytes, scan.at);
        return true;
      default: {
        const unreachable: never = scan;
        return unreachable;
      }
    }
  }

  #isRecordList(bytes: Buffer, at: number): boolean {
    return !this.#inList && LIST_MEMBER.test(bytes.toString('latin1', Math.max(0, at - LOOK_BACK), at));
  }

  #waitForMore(scanner: ValueScanner, bytes: Buffer): boolean {
    if (this.#ended) {
      if (this.#silent) {
        this.#found.push(brokenPiece(this.#line, 'the file ends in the middle of an object', ''));
      }
      this.#finish(scanner, bytes, bytes.length);
    } else if (this.#silent || bytes.length > LONGEST_VALUE) {
      this.#complainOfLength(bytes);
      const dispensable = Math.max(0, bytes.length - LOOK_BACK);
      scanner.dropped(dispensable);
      this.#window.drop(dispensable);
    }
    return false;
  }

  #finish(scanner: ValueScanner, bytes: Buffer, at: number): void {
    if (at > LONGEST_VALUE) {
      this.#complainOfLength(bytes);
    }
    if (!this.#silent) {
      this.#found.push(...readPieces(bytes.toString('utf8', 0, at), this.#line));
    }
    this.#silent = false;
    this.#scanner = null;
    this.#take(at, scanner.lines);
  }

  #complainOfLength(bytes: Buffer): void {
    if (!this.#silent) {
      const reason = `longer than ${LONGEST_VALUE >> 20} MiB, so it is no record`;
      this.#found.push(brokenPiece(this.#line, reason, bytes.toString('utf8', 0, 200)));
      this.#silent = true;
    }
  }

  /** Something that begins no object and no list: up to the end of the line, or of the list's item. */
  #garbage(bytes: Buffer): boolean {
    const ends = this.#inList ? [NEWLINE, COMMA, CLOSE_LIST] : [NEWLINE];
    const searched = bytes.subarray(0, LONGEST_LINE);
    const end = searched.findIndex((byte) => ends.includes(byte));
    if (end === -1 && !this.#ended && bytes.length < LONGEST_LINE) {
      return false;
    }
    const length = end === -1 ? searched.length : end;
    const text = bytes.toString('utf8', 0, length);
    const parsed = parseJson(text);
    this.#found.push(
      parsed.ok
        ? { kind: 'value', line: this.#line, value: parsed.value }
        : brokenPiece(this.#line, parsed.reason, text),
    );
    this.#take(length);
    return true;
  }

  #skipSeparators(): void {
    const bytes = this.#window.bytes();
    let count = 0;
    let lines = 0;
    for (let byte = bytes[0]; byte !== undefined && isSeparator(byte); byte = bytes[count]) {
      lines += byte === NEWLINE ? 1 : 0;
      count++;
    }
    this.#take(count, lines);
  }

  #take(count: number, lines = 0): void {
    this.#window.drop(count);
    this.#line += lines;
    if (count > 0) {
      this.#searched = 0;
    }
  }
}
